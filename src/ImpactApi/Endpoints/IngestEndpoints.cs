using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Idempotency;
using ImpactService.ImpactApi.Services.Ingestion;
using ImpactService.ImpactApi.Validation;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>Data that keeps coming: rows of client-named streams, durable before the answer.</summary>
internal static class IngestEndpoints
{
    private const string Description =
        "NDJSON or CSV by Content-Type (application/x-ndjson, text/csv), read as it arrives. Each row has a sequence that rises within its stream; (stream, sequence) is the row's identity. "
        + "Rows are judged one by one and committed in batches; the answer comes when all are durable. Rows at or below the stream's lastSequence are counted as duplicates, so a client without an answer sends again.";

    public static void MapIngestion(this IEndpointRouteBuilder routes)
    {
        routes.MapStream(StreamKind.MarketData, "MarketData", "Trades, quotes and depth");
        routes.MapStream(StreamKind.Signals, "Signals", "Values of external series");
        routes.MapStream(StreamKind.Executions, "Executions", "Parent orders that were executed, and their fills");
    }

    private static void MapStream(this IEndpointRouteBuilder routes, StreamKind kind, string name, string summary)
    {
        RouteGroupBuilder group = routes.MapGroup($"/{kind.Text()}").WithTags("Ingestion").Needs(ApiScopes.Ingest);
        group.MapPost("", ([AsParameters] IngestLookup lookup, Caller caller, HttpContext context, IngestService service) => IngestAsync(kind, lookup, caller, context, service))
            .Idempotent<StoreIdempotency>()
            .WithName($"ingest{name}")
            .WithSummary(summary)
            .WithDescription(Description)
            .Accepts<Stream>("application/x-ndjson", "text/csv")
            .Produces<IngestAnswer>()
            .Refuses(
                ProblemCode.InvalidRequest, ProblemCode.RequestTimeout, ProblemCode.StreamBusy, ProblemCode.SequenceGap, ProblemCode.RequestTooLarge, ProblemCode.UnsupportedMediaType,
                ProblemCode.QueueFull, ProblemCode.StoreUnavailable);
        group.MapGet("/streams/{stream}", ([AsParameters] StreamLookup lookup, Caller caller, IngestService service, CancellationToken cancellation) => FindAsync(kind, lookup, caller, service, cancellation))
            .WithName($"get{name}Stream")
            .WithSummary("How far a stream has come")
            .Refuses(ProblemCode.InvalidRequest, ProblemCode.UnknownStream, ProblemCode.StoreUnavailable);
    }

    private static async Task<Results<Ok<IngestAnswer>, ProblemResult>> IngestAsync(StreamKind kind, IngestLookup lookup, Caller caller, HttpContext context, IngestService service)
    {
        // The service counts the bytes itself: what came before the limit is kept and reported.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        Outcome<IngestAnswer> answer = await service.IngestAsync(new IngestStream(kind, caller.Tenant, lookup.Stream!), lookup, context.Request, context.RequestAborted);
        return answer.Value is null ? new ProblemResult(answer.Refusal!) : TypedResults.Ok(answer.Value);
    }

    private static async Task<Results<Ok<StreamAnswer>, ProblemResult>> FindAsync(StreamKind kind, StreamLookup lookup, Caller caller, IngestService service, CancellationToken cancellation)
    {
        Outcome<StreamAnswer> answer = await service.FindAsync(new IngestStream(kind, caller.Tenant, lookup.Stream), cancellation);
        return answer.Value is null ? new ProblemResult(answer.Refusal!) : TypedResults.Ok(answer.Value);
    }
}
