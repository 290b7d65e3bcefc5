using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Engine;

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
    IReadOnlyList<Fill> Fills)
{
    internal static SampleSession Of(SampleInstrument instrument, int index, SessionSettings settings, SessionOutcome outcome) =>
        new(instrument, index, settings.Session, settings.End >= settings.Session.Close, outcome.Events, outcome.Orders, outcome.Fills);
}
