using ImpactService.ImpactModels.Features;

namespace ImpactService.Tests.ImpactModels.Training;

/// <summary>What an invented order and its market look like; the rest of its feature vector is noise that says nothing.</summary>
internal sealed record SyntheticOrder
{
    public const double SessionSeconds = 23_400;

    public static FeatureSchema Schema { get; } = FeatureSchema.Create([]);

    public double AdvFraction { get; init; } = 1e-3;

    public double HorizonSeconds { get; init; } = 1_800;

    public double TakerFraction { get; init; } = 0.5;

    public double HalfSpreadBps { get; init; } = 3;

    public double DailyVolatility { get; init; } = 0.02;

    /// <summary>Standard normal; what a learner can find, if anything.</summary>
    public double SignedFlow { get; init; }

    public double Participation => AdvFraction / (AdvFraction + HorizonSeconds / SessionSeconds);

    /// <param name="noise">[Schema.Count] what the features hold that say nothing.</param>
    public double[] ToFeatures(ReadOnlySpan<double> noise)
    {
        double[] features = noise.ToArray();
        foreach (int size in Schema.SizeFeatures)
            features[size] = AdvFraction * (1 + Math.Abs(noise[size])) * 100;
        Set(features, "adv_fraction", AdvFraction);
        Set(features, "participation", Participation);
        Set(features, "rate_share", Participation);
        Set(features, "horizon_days", HorizonSeconds / SessionSeconds);
        Set(features, "horizon_seconds", HorizonSeconds);
        Set(features, "taker_fraction", TakerFraction);
        Set(features, "daily_volatility", DailyVolatility);
        Set(features, "half_spread_bps", HalfSpreadBps);
        Set(features, "sigma_sqrt_t_bps", DailyVolatility * Math.Sqrt(HorizonSeconds / SessionSeconds) * 1e4);
        Set(features, "volatility_ratio_week", double.NaN);
        Set(features, "volatility_ratio_month", double.NaN);
        Set(features, "signed_flow_60s", SignedFlow);
        Set(features, "seconds_to_close", SessionSeconds / 2);
        Set(features, "session_share", 0.5);
        Set(features, "shares_outstanding_over_adv", double.NaN);
        return features;
    }

    public static void Set(double[] features, string name, double value) => features[Schema.IndexOf(name)] = value;
}
