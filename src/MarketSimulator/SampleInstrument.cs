using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator.Flow;

namespace ImpactService.MarketSimulator;

/// <summary>An instrument of the sample market and the dates of its sessions.</summary>
public sealed class SampleInstrument
{
    internal SampleInstrument(MarketProfile profile, int number, IReadOnlyList<TradingSession> sessions) => (Profile, Number, Sessions) = (profile, number, sessions);

    public Instrument Instrument => Profile.Instrument;

    /// <summary>One line for people: what kind of market it is.</summary>
    public string Description => Profile.Description;

    /// <summary>In order of time.</summary>
    public IReadOnlyList<TradingSession> Sessions { get; }

    internal MarketProfile Profile { get; }

    /// <summary>Its key for random streams; does not depend on which other instruments are made.</summary>
    internal int Number { get; }
}
