using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class TrainingOrderCensusTests
{
    private static readonly FeatureSchema Schema = FeatureSchema.Create([]);

    /// <summary>Eight earlier days of 10,000 units, closing 1 % up and down in turn.</summary>
    private static readonly SessionHistory History = SessionHistory.From(Enumerable.Range(1, 8).Select(day =>
        new SessionSummary(TapeBuilder.Date.AddDays(-day), 100, 101, 99, 100 + day % 2, 10_000)));

    [Fact]
    public void Add_BuiltOrders_CountsEveryOrderInItsCell()
    {
        var census = new TrainingOrderCensus(Schema);
        var options = new TrainingOrderOptions { Metaorders = new MetaorderOptions { MaximumPerSession = 100 } };
        TrainingOrder[] orders = [.. new SessionTrainingOrders(options, Schema).Build(TapeBuilder.Random(21, 3_000).Build(), History, []).Batch.Orders];
        foreach (TrainingOrder order in orders)
            census.Add(order);

        Assert.Equal(orders.Length, census.Cells.Sum(cell => cell.Count.Orders));
        Assert.Equal(orders.Count(order => order.Kind == TrainingOrderKind.Probe), census.Kinds[TrainingOrderKind.Probe].Orders);
        Assert.Equal(orders.Where(order => order.Kind == TrainingOrderKind.Metaorder).Sum(order => order.Weight), census.Kinds[TrainingOrderKind.Metaorder].Weight, 6);
        Assert.Equal(orders.Count(order => double.IsNaN(order.PriceShiftBps)), census.Kinds.Values.Sum(count => count.MissingPriceShift));
        Assert.Equal(
            orders.Count(order => order.Kind == TrainingOrderKind.Probe && order.HorizonSeconds is >= 300 and < 1_800 && order.TakerFraction >= 0.95),
            census.Cells.Where(cell => cell is { Kind: TrainingOrderKind.Probe, HorizonBucket: 2, TakerBucket: 4 }).Sum(cell => cell.Count.Orders));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9.99e-6, 0)]
    [InlineData(1e-5, 1)]
    [InlineData(0.5, 5)]
    [InlineData(double.NaN, 0)]
    public void BucketOf_Size_HoldsItsLowerBound(double advFraction, int bucket) => Assert.Equal(bucket, CensusAxis.AdvFraction.BucketOf(advFraction));
}
