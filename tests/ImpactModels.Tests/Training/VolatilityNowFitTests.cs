using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.Training;

public sealed class VolatilityNowFitTests
{
    private static readonly LawInputReader reader = new(SyntheticOrder.Schema);

    [Fact]
    public void Fit_ShiftsFollowRecentVolatility_FollowsIt()
    {
        VolatilityNow fitted = VolatilityNowFit.Fit(TrainingRows.Of(Orders(1, order => order.Recent), reader), reader);

        double calm = fitted.Ratio(new VolatilityReading(0.5, 0.5, 0.5, 60));
        double wild = fitted.Ratio(new VolatilityReading(2, 2, 2, 60));
        Assert.InRange(wild / calm, 3.2, 4.4); // 4 is the truth, and the prior leans to less
    }

    [Fact]
    public void Fit_ShiftsFollowTheDailyVolatility_StaysWithIt()
    {
        VolatilityNow fitted = VolatilityNowFit.Fit(TrainingRows.Of(Orders(2, _ => 1), reader), reader);

        Assert.InRange(fitted.Ratio(new VolatilityReading(2, 2, 2, 60)) / fitted.Ratio(new VolatilityReading(0.5, 0.5, 0.5, 60)), 1, 1.25);
    }

    /// <summary>A thousand short orders and two long ones: what is said of minutes is believed, what is said of hours is not.</summary>
    [Fact]
    public void Fit_FewLongOrders_HaveLittleSay()
    {
        TrainingOrder[] orders = [.. Orders(5, order => order.Recent)];
        IEnumerable<TrainingOrder> few = orders.Where(order => order.HorizonSeconds < 1_800).Concat(orders.Where(order => order.HorizonSeconds > 3_000).Take(2));

        LearnedTrust say = VolatilityNowFit.Fit(TrainingRows.Of(few, reader), reader).Say;

        Assert.InRange(say.At(150), 0.9, 1);
        Assert.InRange(say.At(7_000), 0.1, 0.35);
    }

    [Fact]
    public void Fit_FewOrders_IsTheDailyVolatility() =>
        Assert.Same(VolatilityNow.Daily, VolatilityNowFit.Fit(TrainingRows.Of(Orders(3, order => order.Recent).Take(50), reader), reader));

    [Fact]
    public void Fit_FewLongOrdersMovedThreeTimesAsFar_SlowPartStaysNearTheFast() => Assert.InRange(SlowOverFast(longOrderEvery: 40), 0.8, 1.6);

    /// <summary>Nine times the variance is the truth, and the prior leans to one.</summary>
    [Fact]
    public void Fit_ManyLongOrdersMovedThreeTimesAsFar_SlowPartFollowsThem() => Assert.InRange(SlowOverFast(longOrderEvery: 1), 3, 20);

    /// <summary>Σb/Σa where orders of more than half an hour moved three times as far as the daily volatility says, and only some of them are there.</summary>
    private static double SlowOverFast(int longOrderEvery)
    {
        const double longSeconds = 1_800;
        IEnumerable<TrainingOrder> orders = Orders(4, _ => 1)
            .Where((order, i) => order.HorizonSeconds < longSeconds || i % longOrderEvery == 0)
            .Select(order => order.HorizonSeconds < longSeconds ? order : order with { PriceShiftBps = 3 * order.PriceShiftBps });
        VolatilityNow fitted = VolatilityNowFit.Fit(TrainingRows.Of(orders, reader), reader);
        return fitted.Weights.Skip(VolatilityNow.FastTermCount).Sum() / fitted.Weights.Take(VolatilityNow.FastTermCount).Sum();
    }

    private static IEnumerable<TrainingOrder> Orders(ulong seed, Func<(double Recent, int Day), double> ratioOf)
    {
        SeededRandom random = new(seed);
        foreach (TrainingOrder order in new SyntheticWorld(seed, 0).Days(0, 10, 300))
        {
            double recent = Math.Exp(0.6 * random.NextNormal());
            double[] features = [.. order.Features];
            double dailyBps = features[SyntheticOrder.Schema.IndexOf("daily_volatility")] * 1e4;
            SyntheticOrder.Set(features, "realised_volatility_300s_bps", recent * dailyBps);
            SyntheticOrder.Set(features, "realised_volatility_1800s_bps", recent * dailyBps);
            SyntheticOrder.Set(features, "volatility_ratio_session", recent);
            double noiseBps = dailyBps * Math.Sqrt(2 * features[SyntheticOrder.Schema.IndexOf("horizon_days")]);
            yield return order with { Features = features, PriceShiftBps = ratioOf((recent, order.SessionDate.DayNumber)) * noiseBps * random.NextNormal() };
        }
    }
}
