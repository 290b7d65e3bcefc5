using ImpactService.ImpactModels.Market;

namespace ImpactService.MarketSimulator.Flow;

/// <summary>
/// What kind of market an instrument trades in: how fast news moves its value, how its makers quote, how much its takers trade. Nothing here says what an order costs.
/// Times are those of a 23,400 s session and stretch with the session's length.
/// </summary>
internal sealed record MarketProfile
{
    public required Instrument Instrument { get; init; }

    public required string Description { get; init; }

    public required int TicksPerUnit { get; init; }

    public int LotsPerUnit { get; init; } = 1;

    public required double OpeningPrice { get; init; }

    /// <summary>Of the value that news moves, open to close; what flow adds comes on top.</summary>
    public required double NewsVolatility { get; init; }

    /// <summary>Taker orders of one session, hidden parent orders and noise together.</summary>
    public required double TakerOrders { get; init; }

    public required double TakerSizeLots { get; init; }

    /// <summary>How far from the consensus a maker quotes at ordinary volatility.</summary>
    public required double MakerHalfSpreadTicks { get; init; }

    /// <summary>Makers' orders alive at a time, per side.</summary>
    public double MakerOrders { get; init; } = 4;

    /// <summary>Mean size of a maker's order in mean taker orders.</summary>
    public double MakerSizeInTakers { get; init; } = 3;

    /// <summary>The touch in mean maker orders when nothing is the matter: takers judge what they see by it. More where one tick holds several layers.</summary>
    public double UsualTouchInMakerOrders { get; init; } = 1.5;

    public double MakerLifeSeconds { get; init; } = 85;

    public double MakerReviewSeconds { get; init; } = 8;

    /// <summary>Patient volume within one daily σ of the consensus, per side, in session volumes.</summary>
    public double PatientVolumes { get; init; } = 1.5;

    public double OvernightVolatility { get; init; } = 0.004;

    /// <summary>Expected volume of a session in lots.</summary>
    public double SessionVolumeLots => TakerOrders * TakerSizeLots;

    public double OpeningTick => OpeningPrice * TicksPerUnit;
}
