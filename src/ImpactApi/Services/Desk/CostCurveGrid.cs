using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>The axes of a surface: sizes as they were given, and horizons or participations.</summary>
internal sealed record CostCurveGrid(SizeKind SizeKind, string[] Sizes, string SizePointer, double[]? HorizonSeconds, double[]? Participations)
{
    /// <summary>From what hardly moves a price to what fills the day of a participant.</summary>
    private static readonly string[] defaultAdvFractions = ["0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1"];

    private static readonly double[] defaultHorizonSeconds = [300, 900, 1800, 3600, 7200];

    public int AxisCount => HorizonSeconds?.Length ?? Participations!.Length;

    public static CostCurveGrid Of(CostCurveRequest request)
    {
        (SizeKind kind, string[] sizes, string pointer) = request switch
        {
            { Quantities: { } quantities } => (SizeKind.Quantity, quantities, "/quantities"),
            { Notionals: { } notionals } => (SizeKind.Notional, notionals, "/notionals"),
            _ => (SizeKind.AdvFraction, request.AdvFractions ?? defaultAdvFractions, "/advFractions"),
        };
        double[]? horizons = request.Participations is null ? [.. request.Horizons?.Select(IsoDuration.Parse) ?? defaultHorizonSeconds] : null;
        return new CostCurveGrid(kind, sizes, pointer, horizons, request.Participations);
    }

    /// <summary>The grid without the default horizons that the session has no time for: at least the shortest stays, to be refused where even that is too long.</summary>
    public CostCurveGrid Within(double secondsLeft, bool horizonsGiven) => HorizonSeconds is null || horizonsGiven
        ? this
        : this with { HorizonSeconds = [.. HorizonSeconds.Where((h, i) => i == 0 || h <= secondsLeft)] };

    /// <summary>The order of one size that the market is looked up for; a zero horizon always fits.</summary>
    public static EstimateRequest Question(CostCurveRequest request, SizeKind kind, string size) => new()
    {
        Instrument = request.Instrument,
        Side = request.Side,
        Quantity = kind == SizeKind.Quantity ? size : null,
        Notional = kind == SizeKind.Notional ? size : null,
        AdvFraction = kind == SizeKind.AdvFraction ? size : null,
        Horizon = "PT0S",
        Strategy = request.Strategy,
        TakerFraction = request.TakerFraction,
        AsOf = request.AsOf,
        MarketState = request.MarketState,
    };

    /// <summary>The orders of all sizes, or why one of them is none; the refusal names the entry.</summary>
    public Outcome<List<OrderProfile>> Orders(CostCurveRequest request, PreparedEstimate prepared)
    {
        List<OrderProfile> orders = [];
        for (int i = 0; i < Sizes.Length; i++)
        {
            Outcome<OrderProfile> order = OrderSizing.ToOrder(EstimateQuery.From(Question(request, SizeKind, Sizes[i])), prepared.Market.State);
            if (order.Refusal is { } refusal)
                return refusal with { Errors = [.. refusal.Errors.Select(e => e with { Pointer = $"{SizePointer}/{i}" })] };
            orders.Add(order.Value!);
        }

        return orders;
    }
}
