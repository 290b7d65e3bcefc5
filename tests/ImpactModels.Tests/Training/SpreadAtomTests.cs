using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.Training;

/// <summary>A world in which the probability of costing exactly the spread is known: what is learned of it, and what is served.</summary>
public sealed class SpreadAtomTests
{
    private static readonly Lazy<ModelArtifact> trained = new(() => SyntheticModel.Train(Folds(), SyntheticModel.Options with { Trust = LearnedTrust.None }));

    private static readonly Lazy<(TrainingOrder[] Orders, CostDistribution[] Forecasts)> fresh = new(() =>
    {
        TrainingOrder[] orders = AtomWorld.Of(SyntheticModel.Fresh(SyntheticModel.World, 5, 1_500), 3);
        ImpactEstimator estimator = ImpactEstimator.FromArtifact(trained.Value);
        orders = [.. orders.Where(order => estimator.Estimate(order.Features).Support.Overall != SupportLevel.Outside)]; // outside, the law answers
        return (orders, [.. orders.Select(order => estimator.Estimate(order.Features).Slippage)]);
    });

    private static FoldedOrders Folds()
    {
        FoldedOrders folds = SyntheticModel.World.Folds(SyntheticModel.TrainDays, SyntheticModel.CalibrateDays, 500);
        return folds with { Train = AtomWorld.Of(folds.Train, 1), Calibrate = AtomWorld.Of(folds.Calibrate, 2) };
    }

    [Fact]
    public void Train_WorldWithAnAtom_LearnsItsMass()
    {
        (TrainingOrder[] orders, CostDistribution[] forecasts) = fresh.Value;
        SpreadAtomModel atom = trained.Value.Slippage.Atom!;

        Assert.True(atom.Trust.Weights[1] > 0.7, string.Join("/", atom.Trust.Weights));
        foreach ((double from, double to) in new[] { (120.0, 200), (200, 400), (400, 900) })
        {
            int[] own = [.. Enumerable.Range(0, orders.Length).Where(i => orders[i].HorizonSeconds >= from && orders[i].HorizonSeconds < to)];
            Assert.Equal(own.Average(i => AtomWorld.AtShare(orders[i])), own.Average(i => forecasts[i].Atom!.Value.Mass), 0.03);
            Assert.Equal(own.Average(i => AtomWorld.Below(orders[i])), own.Average(i => forecasts[i].Atom!.Value.Below), 0.03);
            Assert.True(own.Average(i => Math.Abs(AtomWorld.AtMost(orders[i]) - forecasts[i].Atom!.Value.AtMost)) < 0.05);
        }
    }

    [Fact]
    public void Train_WorldWithAnAtom_SaysHowOftenTheSpreadIsExceeded()
    {
        (TrainingOrder[] orders, CostDistribution[] forecasts) = fresh.Value;

        ImpactEstimator estimator = ImpactEstimator.FromArtifact(trained.Value);
        SpreadReliability reliability = SpreadReliability.Of([.. orders.Select(order => estimator.Estimate(order.Features))], [.. orders.Select(order => order.SlippageBps)]);

        Assert.Equal(forecasts.Zip(orders, (f, o) => f.Exceedance(o.SpreadCostBps)).Average(), reliability.More.Bins.Sum(bin => bin.MeanForecast * bin.Count) / orders.Length, 1e-3);
        Assert.True(reliability.More.Reliability < 0.002, $"{reliability.More.Reliability}");
        Assert.True(reliability.AtLeast.Reliability < 0.002, $"{reliability.AtLeast.Reliability}");
        Assert.True(reliability.More.Resolution > 0.01 && reliability.AtLeast.Resolution > 0.01);
    }

    [Fact]
    public void Train_WorldWithAnAtom_IsCalibratedBelowAtAndAbove()
    {
        (TrainingOrder[] orders, CostDistribution[] forecasts) = fresh.Value;
        ScoredForecasts scored = ScoredForecasts.Score("model", forecasts, [.. orders.Select(order => order.SlippageBps)], 4);

        // The rest off the atom is the law's, which knows nothing of this world's gap beside it.
        Assert.True(PitHistogram.From(scored.Pit, 10).MaximumDeviation < 0.04, $"{PitHistogram.From(scored.Pit, 10).MaximumDeviation}");
        Assert.InRange(Coverage(2, _ => true), 0.88, 0.93);
        foreach (int side in new[] { -1, 0, 1 })
        {
            double[] pits = [.. Enumerable.Range(0, orders.Length).Where(i => forecasts[i].Atom is not null && Math.Sign(orders[i].SlippageBps - orders[i].SpreadCostBps) == side).Select(i => Within(forecasts[i].Atom!.Value, scored.Pit[i]))];
            Assert.True(PitHistogram.From(pits, 5).MaximumDeviation < 0.06, $"{side}: {PitHistogram.From(pits, 5).MaximumDeviation}");
        }

        double Coverage(int interval, Func<int, bool> isWanted) => Enumerable.Range(0, orders.Length).Where(isWanted).Average(i => scored.IsCovered[interval][i] ? 1.0 : 0.0);
    }

    /// <summary>Where in its own part of the distribution an outcome fell: below, on or above the atom.</summary>
    private static double Within(PointMass atom, double pit) => pit < atom.Below ? pit / atom.Below : pit <= atom.AtMost ? (pit - atom.Below) / atom.Mass : (pit - atom.AtMost) / (1 - atom.AtMost);

    [Fact]
    public void Train_WorldWithAnAtom_ScoresBetterThanTheCurveAlone()
    {
        (TrainingOrder[] orders, CostDistribution[] forecasts) = fresh.Value;
        ModelArtifact artifact = trained.Value;
        LawInputReader reader = new(artifact.Schema);
        LearnerInput input = new(artifact.Schema);
        float[] row = new float[input.ColumnCount];

        double with = orders.Zip(forecasts, (order, forecast) => forecast.Crps(order.SlippageBps)).Average();
        double without = orders.Average(order => CurveAlone(order).Crps(order.SlippageBps));

        Assert.True(with < 0.99 * without, $"{with} against {without}");

        CostDistribution CurveAlone(TrainingOrder order)
        {
            double[] curve = new double[17];
            input.WriteRow(order.Features, row);
            artifact.Slippage.RawCurve(artifact.Volatility.Apply(reader.Read(order.Features), reader.ReadVolatility(order.Features)), order.HorizonSeconds, row, curve);
            return CostDistribution.FromCurve(curve, artifact.Slippage.Tails);
        }
    }

    [Fact]
    public void Train_WorldWithAnAtom_CostStillGrowsWithSize()
    {
        ImpactEstimator estimator = ImpactEstimator.FromArtifact(trained.Value);
        LearnerInput input = new(SyntheticOrder.Schema);
        foreach (TrainingOrder order in fresh.Value.Orders.Take(200))
        {
            double[] features = [.. order.Features];
            CostDistribution? before = null;
            for (int step = 0; step < 60; step++)
            {
                CostDistribution now = estimator.Estimate(features).Slippage;
                if (before is not null)
                    AssertNoLess(before, now);
                before = now;
                input.ScaleSize(features, 1.3);
            }
        }
    }

    private static void AssertNoLess(CostDistribution before, CostDistribution now)
    {
        Assert.True(now.MeanBps >= before.MeanBps - 1e-3 * Math.Abs(before.MeanBps), $"mean {before.MeanBps} fell to {now.MeanBps}");
        for (double level = 0.005; level < 1; level += 0.01)
            Assert.True(now.QuantileBps(level) >= before.QuantileBps(level) - 1e-3 * Math.Max(1, Math.Abs(before.QuantileBps(level))), $"{level}: {before.QuantileBps(level)} fell to {now.QuantileBps(level)}");
    }

    [Fact]
    public void Read_ArtifactWithAnAtom_AnswersBitForBitTheSame()
    {
        byte[] bytes = ModelArtifactFormat.Write(trained.Value);
        ModelArtifact read = ModelArtifactFormat.Read(bytes);

        Assert.Equal(bytes, ModelArtifactFormat.Write(read));
        ImpactEstimator estimator = ImpactEstimator.FromArtifact(read);
        (TrainingOrder[] orders, CostDistribution[] forecasts) = fresh.Value;
        for (int i = 0; i < 50; i++)
        {
            CostDistribution again = estimator.Estimate(orders[i].Features).Slippage;
            Assert.Equal(forecasts[i].MeanBps, again.MeanBps);
            Assert.Equal(forecasts[i].Atom, again.Atom);
            Assert.Equal(forecasts[i].QuantileBps(0.93), again.QuantileBps(0.93));
        }
    }

    [Fact]
    public void Train_WorldWithoutAnAtom_HasNone() => Assert.Null(SyntheticModel.Shared.Slippage.Atom);

    [Fact]
    public void Train_PriceShift_HasNone() => Assert.Null(trained.Value.PriceShift.Atom);
}
