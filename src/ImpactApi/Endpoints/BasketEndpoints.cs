using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services.Desk;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactApi.Validation.Desk;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>Many orders together.</summary>
internal static class BasketEndpoints
{
    /// <summary>More lines than these are a job when the client does not say which it wants.</summary>
    private const int LinesAtOnceMax = 250;

    public static void MapBaskets(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder baskets = routes.MapGroup("/baskets").WithTags("Baskets");
        baskets.MapPost("", CreateAsync)
            .WithName("createBasket")
            .WithSummary("Up to 2,000 orders: each with a result or a refusal, and the total with correlated risk; a large one is answered by a job")
            .Accepts<BasketRequest>("application/json")
            .Produces<BasketAnswer>()
            .Produces<BasketJobAnswer>(StatusCodes.Status202Accepted)
            .Refuses(ProblemCode.InvalidRequest, ProblemCode.MalformedJson, ProblemCode.RequestTooLarge, ProblemCode.UnsupportedMediaType, ProblemCode.TooManyJobs, ProblemCode.StoreUnavailable);
        baskets.MapGet("/{id}", Find)
            .WithName("getBasket")
            .WithSummary("How far a job is, and its answer")
            .Produces<BasketJobAnswer>()
            .Refuses(ProblemCode.InvalidRequest, ProblemCode.UnknownJob);
        baskets.MapDelete("/{id}", Cancel)
            .WithName("cancelBasket")
            .WithSummary("Cancels a job; one that is over stays as it ended")
            .Produces<BasketJobAnswer>()
            .Refuses(ProblemCode.InvalidRequest, ProblemCode.UnknownJob);
    }

    private static async Task<Results<Ok<BasketAnswer>, Accepted<BasketJobAnswer>, ProblemResult>> CreateAsync(
        JsonBody<BasketRequest> body, Caller caller, BasketService service, BasketJobs jobs, CancellationToken cancellation)
    {
        BasketRequest request = body.Value;
        if (request.Wait ?? request.Lines!.Count <= LinesAtOnceMax)
            return TypedResults.Ok(await service.PriceAsync(request, _ => { }, cancellation));
        return jobs.TryAdd(request, caller.Tenant) is { } job
            ? TypedResults.Accepted($"/v1/baskets/{job.Id}", job.ToAnswer())
            : new ProblemResult(new Refusal(ProblemCode.TooManyJobs, $"{BasketJobs.OpenMax} baskets wait or are being priced; ask again when one of them is done, or cancel one"));
    }

    private static Results<Ok<BasketJobAnswer>, ProblemResult> Find([AsParameters] BasketLookup lookup, Caller caller, BasketJobs jobs) =>
        jobs.Find(lookup.JobId, caller.Tenant) is { } job ? TypedResults.Ok(job.ToAnswer()) : Unknown(lookup);

    private static Results<Ok<BasketJobAnswer>, ProblemResult> Cancel([AsParameters] BasketLookup lookup, Caller caller, BasketJobs jobs)
    {
        if (jobs.Find(lookup.JobId, caller.Tenant) is not { } job)
            return Unknown(lookup);
        job.Cancel();
        return TypedResults.Ok(job.ToAnswer());
    }

    private static ProblemResult Unknown(BasketLookup lookup) =>
        new(new Refusal(ProblemCode.UnknownJob, $"there is no basket {lookup.JobId}; the {BasketJobs.KeptMax} latest are kept while the service runs"));
}
