using System.Runtime.Intrinsics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>Sums of row scores by feature and bin: [features × 256]. Bin 255 holds the missing values.</summary>
internal sealed class Histogram(int featureCount)
{
    public const int BinsPerFeature = 256;

    public Vector128<int>[] Sums { get; } = new Vector128<int>[featureCount * BinsPerFeature];

    public ScoreSum this[int feature, int bin] => ScoreSum.From(Sums[feature * BinsPerFeature + bin]);

    public ReadOnlySpan<Vector128<int>> Feature(int feature) => Sums.AsSpan(feature * BinsPerFeature, BinsPerFeature);

    public void Clear() => Array.Clear(Sums);

    public void Add(Histogram other)
    {
        for (int i = 0; i < Sums.Length; i++)
            Sums[i] += other.Sums[i];
    }

    /// <summary>Parent − one child = the other child, in place; exact, since sums are integers.</summary>
    public void Subtract(Histogram child)
    {
        for (int i = 0; i < Sums.Length; i++)
            Sums[i] -= child.Sums[i];
    }

    /// <summary>Every row is in exactly one bin of any feature.</summary>
    public ScoreSum Total()
    {
        Vector128<int> total = Vector128<int>.Zero;
        foreach (Vector128<int> sum in Feature(0))
            total += sum;
        return ScoreSum.From(total);
    }
}
