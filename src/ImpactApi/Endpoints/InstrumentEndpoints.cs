using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactApi.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>What can be traded, and what is known of it.</summary>
internal static class InstrumentEndpoints
{
    public static void MapInstruments(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder instruments = routes.MapGroup("/instruments").WithTags("Instruments");
        instruments.MapGet("", ListAsync)
            .WithName("listInstruments")
            .WithSummary("All instruments")
            .Refuses(ProblemCode.StoreUnavailable);
        instruments.MapGet("/{symbol}", FindAsync)
            .WithName("getInstrument")
            .WithSummary("One instrument; a slash in its symbol is sent as %2F")
            .Refuses(ProblemCode.InvalidRequest, ProblemCode.UnknownInstrument, ProblemCode.StoreUnavailable);
        instruments.MapGet("/{symbol}/features", FeaturesAsync)
            .WithName("getFeatures")
            .WithSummary("The market features of one instrument at one moment")
            .Refuses(ProblemCode.InvalidRequest, ProblemCode.UnknownInstrument, ProblemCode.NoMarketData, ProblemCode.AsOfBeforeData, ProblemCode.StoreUnavailable);
    }

    private static async Task<Ok<InstrumentsAnswer>> ListAsync(InstrumentService service, CancellationToken cancellation) =>
        TypedResults.Ok(await service.ListAsync(cancellation));

    private static async Task<Results<Ok<InstrumentAnswer>, ProblemResult>> FindAsync([AsParameters] InstrumentLookup lookup, InstrumentService service, CancellationToken cancellation)
    {
        Outcome<InstrumentAnswer> found = await service.FindAsync(lookup.InstrumentSymbol, cancellation);
        return found.Value is null ? new ProblemResult(found.Refusal!) : TypedResults.Ok(found.Value);
    }

    private static async Task<Results<Ok<FeaturesAnswer>, ProblemResult>> FeaturesAsync([AsParameters] FeaturesLookup lookup, InstrumentService service, CancellationToken cancellation)
    {
        Outcome<FeaturesAnswer> features = await service.FeaturesAsync(lookup.InstrumentSymbol, Services.AsOf.Parse(lookup.AsOf), cancellation);
        return features.Value is null ? new ProblemResult(features.Refusal!) : TypedResults.Ok(features.Value);
    }
}
