using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// Finds, once, where a schema keeps what laws, scale and support need, and reads it from a feature vector: an estimate is a function of the vector and nothing else.
/// </summary>
public sealed class LawInputReader(FeatureSchema schema)
{
    private readonly int advFraction = schema.IndexOf("adv_fraction");
    private readonly int participation = schema.IndexOf("participation");
    private readonly int horizonDays = schema.IndexOf("horizon_days");
    private readonly int horizonSeconds = schema.IndexOf("horizon_seconds");
    private readonly int dailyVolatility = schema.IndexOf("daily_volatility");
    private readonly int halfSpread = schema.IndexOf("half_spread_bps");
    private readonly int takerFraction = schema.IndexOf("taker_fraction");
    private readonly int secondsToClose = schema.IndexOf("seconds_to_close");
    private readonly int sessionShare = schema.IndexOf("session_share");
    private readonly int sharesOutstanding = schema.IndexOf("shares_outstanding_over_adv");
    private readonly int realisedVolatility300 = schema.IndexOf("realised_volatility_300s_bps");
    private readonly int realisedVolatility1800 = schema.IndexOf("realised_volatility_1800s_bps");
    private readonly int sessionVolatilityRatio = schema.IndexOf("volatility_ratio_session");
    private readonly int weekVolatilityRatio = schema.IndexOf("volatility_ratio_week");
    private readonly int monthVolatilityRatio = schema.IndexOf("volatility_ratio_month");

    public LawInput Read(ReadOnlySpan<double> features) => new(
        features[advFraction],
        features[participation],
        features[horizonDays],
        features[dailyVolatility],
        features[halfSpread],
        features[takerFraction],
        features[sharesOutstanding],
        LagDays(features));

    public SupportQuery ReadSupport(ReadOnlySpan<double> features) =>
        new(features[advFraction], features[participation], features[horizonSeconds], features[takerFraction]);

    public VolatilityReading ReadVolatility(ReadOnlySpan<double> features)
    {
        double dailyBps = features[dailyVolatility] * LawConventions.BpsPerUnit;
        return new VolatilityReading(features[realisedVolatility300] / dailyBps, features[realisedVolatility1800] / dailyBps, features[sessionVolatilityRatio], features[horizonSeconds])
        {
            Week = features[weekVolatilityRatio],
            Month = features[monthVolatilityRatio],
        };
    }

    public double HorizonSeconds(ReadOnlySpan<double> features) => features[horizonSeconds];

    /// <summary>Without size in units of ADV, volatility and spread there is neither law nor scale: such an order is refused, not guessed.</summary>
    public static bool IsUsable(in LawInput order) =>
        order.AdvFraction > 0 && double.IsFinite(order.AdvFraction)
        && order.DailyVolatility > 0 && double.IsFinite(order.DailyVolatility)
        && order.HalfSpreadBps >= 0 && double.IsFinite(order.HalfSpreadBps)
        && order.HorizonDays >= 0 && double.IsFinite(order.HorizonDays)
        && order.Participation is > 0 and <= 1
        && order.TakerFraction is >= 0 and <= 1;

    /// <summary>
    /// The lag over the session's length, which is the time left over the share that is left. NaN outside trading hours and at the close, where neither says how long a session is:
    /// laws then assume 390 minutes.
    /// </summary>
    private double LagDays(ReadOnlySpan<double> features)
    {
        double days = RelaxationLag.Default.SecondsAfter(features[horizonSeconds]) * (1 - features[sessionShare]) / features[secondsToClose];
        return days > 0 && double.IsFinite(days) ? days : double.NaN;
    }
}
