using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Idempotency;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactApi.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>What an order would cost, and what was said of it before.</summary>
internal static class EstimateEndpoints
{
    public static void MapEstimates(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder estimates = routes.MapGroup("/estimates").WithTags("Estimates");
        estimates.MapPost("", CreateAsync)
            .WithName("createEstimate")
            .WithSummary("What an order would cost, as a distribution")
            .Accepts<EstimateRequest>("application/json")
            .Produces<EstimateAnswer>()
            .Idempotent<MemoryIdempotency>()
            .Refuses(
                ProblemCode.InvalidRequest, ProblemCode.MalformedJson, ProblemCode.UnknownInstrument, ProblemCode.RequestTooLarge, ProblemCode.UnsupportedMediaType,
                ProblemCode.NoMarketData, ProblemCode.StaleMarketData, ProblemCode.AsOfBeforeData, ProblemCode.SessionClosed, ProblemCode.HorizonPastSessionEnd,
                ProblemCode.OrderTooLarge, ProblemCode.IdempotencyKeyReused, ProblemCode.RequestInFlight, ProblemCode.StoreUnavailable);
        routes.MapPost("/estimates:batch", CreateBatchAsync)
            .WithTags("Estimates")
            .WithName("createEstimates")
            .WithSummary("What up to 1,000 orders would cost, each answered or refused by itself")
            .Accepts<EstimateBatchRequest>("application/json")
            .Produces<EstimateBatchAnswer>()
            .Idempotent<MemoryIdempotency>()
            .Refuses(
                ProblemCode.InvalidRequest, ProblemCode.MalformedJson, ProblemCode.RequestTooLarge, ProblemCode.UnsupportedMediaType, ProblemCode.IdempotencyKeyReused,
                ProblemCode.RequestInFlight, ProblemCode.StoreUnavailable);
        estimates.MapGet("/{id}", FindAsync)
            .WithName("getEstimate")
            .WithSummary("A stored answer, byte for byte")
            .WithDescription("With replay=true the answer is recomputed from its stored feature vector, with replay=full from the market data; the body is then a ReplayAnswer.")
            .Produces<EstimateAnswer>()
            .AlsoProduces<ReplayAnswer>()
            .Refuses(ProblemCode.InvalidRequest, ProblemCode.UnknownEstimate, ProblemCode.ModelGone, ProblemCode.StoreUnavailable);
    }

    private static async Task<Results<JsonBytes, ProblemResult>> CreateAsync(JsonBody<EstimateRequest> body, Caller caller, EstimationService service, CancellationToken cancellation)
    {
        Outcome<GivenAnswer> answer = await service.EstimateAsync(body.Value, caller.Tenant, cancellation);
        return answer.Value is null ? new ProblemResult(answer.Refusal!) : new JsonBytes(answer.Value.Json);
    }

    private static async Task<JsonBytes> CreateBatchAsync(BatchBody body, Caller caller, BatchService service, HttpContext context, CancellationToken cancellation) =>
        new(await service.AnswerAsync(body.Orders, caller.Tenant, ResponseHeaders.IdOf(context), cancellation));

    private static async Task<Results<JsonBytes, Ok<ReplayAnswer>, ProblemResult>> FindAsync([AsParameters] EstimateLookup lookup, Caller caller, ReplayService service, CancellationToken cancellation)
    {
        Outcome<EstimateRecord> record = await service.FindAsync(lookup.EstimateId, caller.Tenant, cancellation);
        if (record.Value is null)
            return new ProblemResult(record.Refusal!);
        if (lookup.Replay is null or "false")
            return new JsonBytes(record.Value.AnswerJson);
        Outcome<ReplayAnswer> replay = lookup.Replay == "full"
            ? await service.FromMarketDataAsync(record.Value, cancellation)
            : await service.FromVectorAsync(record.Value);
        return replay.Value is null ? new ProblemResult(replay.Refusal!) : TypedResults.Ok(replay.Value);
    }
}
