using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class TrainingOrderBuilderTests
{
    private static readonly FeatureSchema Schema = FeatureSchema.Create([]);

    /// <summary>Eight earlier days of 10,000 units, closing 1 % up and down in turn.</summary>
    private static readonly SessionHistory History = SessionHistory.From(Enumerable.Range(1, 8).Select(day =>
        new SessionSummary(TapeBuilder.Date.AddDays(-day), 100, 101, 99, 100 + day % 2, 10_000)));

    [Fact]
    public void Build_AllKinds_WritesTheVectorOfTheEngineAsOfT0()
    {
        SessionTape tape = TapeBuilder.Random(21, 3_000).Build();
        TrainingOrder[] orders = Generate(tape);

        TrainingOrderBatch batch = new TrainingOrderBuilder(Schema).Build(tape, History, orders);

        Assert.Equal(orders.Length, batch.Orders.Length + batch.LeftOut.Values.Sum());
        Assert.Equal(batch.Orders.OrderBy(order => order.T0.UnixMicros), batch.Orders);
        foreach (TrainingOrder order in batch.Orders.Where((_, i) => i % 40 == 0))
            Assert.Equal(NaiveFeatures(tape, order), order.Features);
    }

    /// <summary>The order's own children happen at t0 and after; so does everything that is only known then, however long ago it happened.</summary>
    [Fact]
    public void Build_AnyEventAvailableAtOrAfterT0Altered_ChangesNoFeature()
    {
        SessionTape tape = TapeBuilder.Random(22, 1_500, maximumDelaySeconds: 8).Build();
        var builder = new TrainingOrderBuilder(Schema);
        var random = new SeededRandom(1);
        foreach (TrainingOrder order in Generate(tape).Where((_, i) => i % 60 == 0))
        {
            MarketEvent[] altered = Array.ConvertAll(tape.Events, row => row.AvailableTime < order.T0 ? row : Alter(row, random));
            TrainingOrderBatch original = builder.Build(tape, History, [order]);
            TrainingOrderBatch after = builder.Build(tape with { Events = altered }, History, [order]);
            Assert.Equal(original.Orders.Select(o => o.Features), after.Orders.Select(o => o.Features));
        }
    }

    [Fact]
    public void Build_QuoteKnownOnlyAfterT0_IsNoFeatureButMovesTheLabel()
    {
        TapeBuilder builder = new TapeBuilder(TapeBuilder.ShortDay)
            .Quote(1, 99, 101)
            .Quote(50, 109, 111, delaySeconds: 5)
            .Trade(52, 111, 1, Aggressor.Buyer)
            .Trade(60, 111, 1, Aggressor.Buyer)
            .Quote(7_190, 109, 111);
        SessionTape tape = builder.Build();
        TrainingOrder[] orders = new MetaorderGenerator(new MetaorderOptions { Traders = 1 }).Generate(TapeIndex.Build(tape));

        TrainingOrder order = Assert.Single(new TrainingOrderBuilder(Schema).Build(tape, History, orders).Orders);

        Assert.Equal(110, order.ArrivalPrice);
        Assert.Equal(100, order.Features[Schema.IndexOf("mid_price")]);
    }

    [Fact]
    public void Build_NothingKnownOfEarlierDays_LeavesOrdersOutWithTheReason()
    {
        SessionTape tape = TapeBuilder.Random(23, 500).Build();
        TrainingOrder[] orders = Generate(tape);

        TrainingOrderBatch batch = new TrainingOrderBuilder(Schema).Build(tape, SessionHistory.Empty, orders);

        Assert.Empty(batch.Orders);
        Assert.Equal(orders.Length, batch.LeftOut[FeatureGap.NoDailyVolume]);
    }

    [Fact]
    public void Build_OrderOfAnotherSession_Throws()
    {
        SessionTape tape = TapeBuilder.Random(24, 500).Build();
        TrainingOrder foreign = Generate(tape)[0] with { SessionDate = TapeBuilder.Date.AddDays(1) };

        Assert.Throws<ArgumentException>(() => new TrainingOrderBuilder(Schema).Build(tape, History, [foreign]));
    }

    private static TrainingOrder[] Generate(SessionTape tape)
    {
        TapeIndex index = TapeIndex.Build(tape);
        return
        [
            .. new ProbeOrderGenerator(new ProbeOptions { CountPerSession = 300 }).Generate(index, VolumeCurve.Uniform),
            .. new MetaorderGenerator(new MetaorderOptions { Traders = 5 }).Generate(index),
        ];
    }

    private static double[] NaiveFeatures(SessionTape tape, TrainingOrder order)
    {
        var engine = new FeatureEngine(tape.Instrument, Schema, History);
        foreach (MarketEvent row in tape.Events.Where(row => row.EventTime < order.T0 && row.KnownTime < order.T0))
            engine.OnEvent(row);
        var features = new double[Schema.Count];
        OrderFeatures.Write(Schema, engine.Snapshot(order.T0), new OrderProfile(order.Symbol, order.Side, order.Quantity, order.T0, order.HorizonSeconds, order.TakerFraction), features);
        return features;
    }

    private static MarketEvent Alter(MarketEvent row, SeededRandom random)
    {
        double factor = 0.5 + random.NextDouble();
        return row.Kind == MarketEventKind.Quote
            ? MarketEvent.Of(row.EventTime, row.KnownTime, new Quote(row.Quote.Bid * factor, 77, row.Quote.Ask * factor, 33))
            : MarketEvent.Of(row.EventTime, row.KnownTime, new Trade(row.Trade.Price * factor, 1_000 * factor, (Aggressor)(-(sbyte)row.Trade.Aggressor)));
    }
}
