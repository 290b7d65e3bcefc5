using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services.Desk;
using ImpactService.ImpactApi.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>Dealers' quotes beside working the order.</summary>
internal static class RfqEndpoints
{
    public static void MapRfq(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/rfq:evaluate", EvaluateAsync)
            .WithTags("Quotes")
            .WithName("evaluateQuotes")
            .WithSummary("Dealers' quotes against the forecast of working the order, and what quote covers it")
            .Accepts<RfqRequest>("application/json")
            .Produces<RfqAnswer>()
            .Refuses(DeskProblems.OfAnOrder);
    }

    private static async Task<Results<Ok<RfqAnswer>, ProblemResult>> EvaluateAsync(JsonBody<RfqRequest> body, RfqService service, CancellationToken cancellation)
    {
        Outcome<RfqAnswer> answer = await service.EvaluateAsync(body.Value, cancellation);
        return answer.Value is null ? new ProblemResult(answer.Refusal!) : TypedResults.Ok(answer.Value);
    }
}
