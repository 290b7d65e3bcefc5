using ImpactService.ImpactModels.Market;

namespace ImpactService.MarketSimulator;

/// <summary>
/// One simulated session: its tape in the order of time (a trade comes before the quote that it leaves), and the user's own parent orders that were worked in it, with their fills.
/// </summary>
public sealed record SampleSession(
    SampleInstrument Instrument,
    int Index,
    TradingSession Session,
    bool IsComplete,
    IReadOnlyList<MarketEvent> Events,
    IReadOnlyList<ParentOrder> Orders,
    IReadOnlyList<Fill> Fills);
