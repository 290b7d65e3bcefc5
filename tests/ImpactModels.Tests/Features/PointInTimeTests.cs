using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Features;

/// <summary>What is not known yet cannot be seen: the rules that keep a backtest honest.</summary>
public sealed class PointInTimeTests
{
    private static readonly FeatureSchema schema = FeatureSchema.Create(["news/score"]);

    private static MarketState StateAt(IEnumerable<MarketEvent> tape, Timestamp asOf)
    {
        var engine = new FeatureEngine(RandomMarket.Instrument, schema, SessionHistory.From(RandomMarket.Bars(5, 24)));
        foreach (MarketEvent e in RandomMarket.InOrder(tape).TakeWhile(e => e.AvailableTime <= asOf))
            engine.OnEvent(e);
        return engine.Snapshot(asOf);
    }

    /// <summary>Bit for bit, so that NaN equals NaN.</summary>
    private static void AssertIdentical(double[] expected, double[] actual) =>
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Snapshot_RowsKnownLaterAdded_IsUnchanged(ulong seed)
    {
        var random = new SeededRandom(seed);
        List<MarketEvent> tape = RandomMarket.Generate(seed, new RandomMarketOptions());
        List<MarketEvent> others = RandomMarket.Generate(seed + 1_000, new RandomMarketOptions());
        for (int trial = 0; trial < 8; trial++)
        {
            Timestamp asOf = tape[random.NextInt32(tape.Count)].AvailableTime;
            IEnumerable<MarketEvent> late = others.Select(e => KnownAt(e, asOf.AddSeconds(1e-6 + 4_000 * random.NextDouble() * random.NextDouble())));

            AssertIdentical(StateAt(tape, asOf).MarketFeatures, StateAt(tape.Concat(late), asOf).MarketFeatures);
        }
    }

    /// <summary>The control of the test above: the same rows known in time do change the state.</summary>
    [Fact]
    public void Snapshot_RowsKnownInTimeAdded_IsChanged()
    {
        List<MarketEvent> tape = RandomMarket.Generate(1, new RandomMarketOptions());
        List<MarketEvent> others = RandomMarket.Generate(1_001, new RandomMarketOptions());
        Timestamp asOf = RandomMarket.SessionNumber(0).Open.AddSeconds(2_000);

        Assert.NotEqual(StateAt(tape, asOf).MarketFeatures, StateAt(tape.Concat(others), asOf).MarketFeatures);
    }

    private static MarketEvent KnownAt(MarketEvent e, Timestamp known) => e.Kind switch
    {
        MarketEventKind.Trade => MarketEvent.Of(e.EventTime, known, e.Trade),
        MarketEventKind.Quote => MarketEvent.Of(e.EventTime, known, e.Quote),
        MarketEventKind.Depth => MarketEvent.Of(e.EventTime, known, e.Depth!),
        _ => MarketEvent.Of(e.EventTime, known, e.Signal!),
    };

    [Fact]
    public void Snapshot_SameStreamTwice_IsIdentical()
    {
        List<MarketEvent> tape = RandomMarket.Generate(9, new RandomMarketOptions());
        Timestamp asOf = RandomMarket.SessionNumber(1).Open.AddSeconds(1_800);

        AssertIdentical(StateAt(tape, asOf).MarketFeatures, StateAt(tape, asOf).MarketFeatures);
    }

    [Fact]
    public void Snapshot_TakenOften_ChangesNothing()
    {
        List<MarketEvent> tape = RandomMarket.Generate(10, new RandomMarketOptions());
        var watched = new FeatureEngine(RandomMarket.Instrument, schema, SessionHistory.Empty);
        var alone = new FeatureEngine(RandomMarket.Instrument, schema, SessionHistory.Empty);
        foreach (MarketEvent e in tape)
        {
            watched.OnEvent(e);
            alone.OnEvent(e);
            MarketState first = watched.Snapshot(e.AvailableTime.AddSeconds(75));
            AssertIdentical(first.MarketFeatures, watched.Snapshot(e.AvailableTime.AddSeconds(75)).MarketFeatures);
        }

        Timestamp end = RandomMarket.SessionNumber(1).Close.AddSeconds(-1);
        end = Timestamp.Max(end, tape[^1].AvailableTime);
        AssertIdentical(alone.Snapshot(end).MarketFeatures, watched.Snapshot(end).MarketFeatures);
    }

    /// <summary>The second session's features are the same whether the engine lived through the first or only knows its summary.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void Snapshot_SecondSession_DependsOnTheFirstThroughHistoryOnly(ulong seed)
    {
        TradingSession second = RandomMarket.SessionNumber(1);
        Timestamp asOf = second.Open.AddSeconds(3_000);
        List<MarketEvent> tape = [.. RandomMarket.Generate(seed, new RandomMarketOptions()).Where(e => e.Kind != MarketEventKind.Signal && e.AvailableTime <= asOf)];
        var lived = new FeatureEngine(RandomMarket.Instrument, schema, SessionHistory.Empty);
        foreach (MarketEvent e in tape.TakeWhile(e => e.AvailableTime < second.Open))
            lived.OnEvent(e);
        lived.OnEvent(tape.First(e => e.EventTime >= second.Open));
        var told = new FeatureEngine(RandomMarket.Instrument, schema, lived.History);
        foreach (MarketEvent e in tape.Where(e => e.EventTime >= second.Open).Skip(1))
            lived.OnEvent(e);
        foreach (MarketEvent e in tape.Where(e => e.EventTime >= second.Open))
            told.OnEvent(e);

        AssertIdentical(told.Snapshot(asOf).MarketFeatures, lived.Snapshot(asOf).MarketFeatures);
        Assert.Single(told.History.Sessions);
    }
}
