using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class SessionTrainingOrdersTests
{
    private static readonly FeatureSchema Schema = FeatureSchema.Create([]);

    private static readonly SessionTape Tape = TapeBuilder.Random(21, 3_000).Build();

    /// <summary>Eight earlier days of 10,000 units, closing 1 % up and down in turn.</summary>
    private static readonly SessionHistory History = SessionHistory.From(Enumerable.Range(1, 8).Select(day =>
        new SessionSummary(TapeBuilder.Date.AddDays(-day), 100, 101, 99, 100 + day % 2, 10_000)));

    private static readonly ExecutedOrder Own = new(
        new ParentOrder("A1", "TEST", Side.Buy, Tape.Session.Open.AddSeconds(600), Tape.Session.Open.AddSeconds(900), 50, TapeIndex.Build(Tape).Quotes.MidAt(Tape.Session.Open.AddSeconds(600))),
        []);

    [Fact]
    public void Build_AllKinds_ComeLabelledWithFeaturesByT0()
    {
        SessionOrders orders = Build(new TrainingOrderOptions(), [Own, new ExecutedOrder(Own.Order with { Quantity = 0 }, [])]);

        Assert.Equal([TrainingOrderKind.Probe, TrainingOrderKind.Metaorder, TrainingOrderKind.Own], orders.Batch.Orders.Select(order => order.Kind).Distinct().Order());
        Assert.Equal(orders.Batch.Orders.OrderBy(order => order.T0.UnixMicros), orders.Batch.Orders);
        Assert.All(orders.Batch.Orders, order => Assert.Equal(Schema.Count, order.Features.Length));
        Assert.Equal([new(OwnOrderRejection.InvalidNumbers, 1)], orders.RejectedOwn);
    }

    [Theory]
    [InlineData(TrainingOrderKind.Probe)]
    [InlineData(TrainingOrderKind.Metaorder)]
    [InlineData(TrainingOrderKind.Own)]
    public void Build_OneKindWanted_GivesThatKindOnly(TrainingOrderKind kind)
    {
        SessionOrders orders = Build(new TrainingOrderOptions { Kinds = [kind] }, [Own]);

        Assert.NotEmpty(orders.Batch.Orders);
        Assert.All(orders.Batch.Orders, order => Assert.Equal(kind, order.Kind));
    }

    [Fact]
    public void Build_EveryKind_HoldsTheIdentityOfSlippageAndShift() => Assert.All(Build(new TrainingOrderOptions(), [Own]).Batch.Orders, order =>
    {
        double shiftOfAverage = order.Side.Sign() * (order.AveragePrice - order.ArrivalPrice) / order.ArrivalPrice * 1e4;
        Assert.Equal(shiftOfAverage, order.SlippageBps, 9);
        if (!double.IsNaN(order.PriceShiftBps))
            Assert.Equal(order.SlippageBps, order.TemporaryBps + order.PriceShiftBps / 2, 9);
    });

    private static SessionOrders Build(TrainingOrderOptions options, ExecutedOrder[] own) => new SessionTrainingOrders(options, Schema).Build(Tape, History, own);
}
