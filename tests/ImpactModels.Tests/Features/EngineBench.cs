using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

/// <summary>One engine on one US session, with events given in seconds after the open.</summary>
internal sealed class EngineBench
{
    public static readonly Instrument Instrument = new("TEST", TradingCalendar.Parse("09:30-16:00 America/New_York"), TickSize: 0.01);
    public static readonly TradingSession Session = Instrument.Calendar.SessionOn(new DateOnly(2024, 3, 5));

    public EngineBench(SessionHistory? history = null, params string[] signals)
    {
        Schema = FeatureSchema.Create(signals);
        Engine = new FeatureEngine(Instrument, Schema, history ?? SessionHistory.Empty);
    }

    public FeatureSchema Schema { get; }

    public FeatureEngine Engine { get; }

    /// <summary>Six flat days of so much volume: ADV is known, volatility is not.</summary>
    public static SessionHistory HistoryOf(double advUnits) =>
        SessionHistory.From(Enumerable.Range(1, 6).Select(i => new SessionSummary(Session.Date.AddDays(-i), 100, 100, 100, 100, advUnits)));

    public static Timestamp At(double second) => Session.Open.AddSeconds(second);

    public EngineBench Quoted(double second, double bid, double ask, double bidSize = 100, double askSize = 100, double delaySeconds = 0)
    {
        Engine.OnEvent(MarketEvent.Of(At(second), At(second + delaySeconds), new Quote(bid, bidSize, ask, askSize)));
        return this;
    }

    public EngineBench Traded(double second, double price, double size, Aggressor aggressor = Aggressor.Unknown, double delaySeconds = 0)
    {
        Engine.OnEvent(MarketEvent.Of(At(second), At(second + delaySeconds), new Trade(price, size, aggressor)));
        return this;
    }

    public EngineBench Showed(double second, BookSnapshot depth, double delaySeconds = 0)
    {
        Engine.OnEvent(MarketEvent.Of(At(second), At(second + delaySeconds), depth));
        return this;
    }

    public MarketState State(double second) => Engine.Snapshot(At(second));

    public double Feature(double second, string name) => State(second).MarketFeatures[Schema.IndexOf(name)];

    public double OrderFeature(MarketState state, Side side, double quantity, double horizonSeconds, string name)
    {
        double[] vector = new double[Schema.Count];
        OrderFeatures.Write(Schema, state, new OrderProfile("TEST", side, quantity, state.AsOf, horizonSeconds, 0.5), vector);
        return vector[Schema.IndexOf(name)];
    }
}
