namespace ImpactService.ImpactModels.Features;

/// <summary>The decayed sums that are kept at every half-life.</summary>
internal enum FlowStream
{
    SignedVolume,
    Volume,
    Trades,
    Quotes,
    Revisions,
    OrderFlowImbalance,
    EffectiveSpread,
    EffectiveSpreadVolume,
    SignPairs,
    Sign,
    SignBefore,
    SignProduct,
    ReturnPairs,
    ReturnProduct,
}

/// <summary>The half-lives of the flow features, in seconds: the trader's reflex, the minute that carries most of the gain, the order's, the morning's.</summary>
internal static class FlowHalfLives
{
    public const int Streams = 14;

    public const int Fast = 0, Minute = 1, Medium = 2, Slow = 3;

    public static readonly double[] Seconds = [10, 60, 300, 1800];

    public const double MediumSeconds = 300;
}
