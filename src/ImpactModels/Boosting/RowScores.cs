using System.Runtime.Intrinsics;

namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Each row's contribution to a histogram, as four integers (location score, scale score, curvature, one row). Sums of integers do not depend on their order:
/// that is what makes training the same bit for bit for any number of threads. The fixed point is chosen so that the sum over all rows fits 31 bits.
/// </summary>
internal sealed class RowScores(int rowCount)
{
    /// <summary>Sums stay below this, with as much again for rounding half a unit per row.</summary>
    public const double SumLimit = 1 << 30;

    public Vector128<int>[] Values { get; } = new Vector128<int>[rowCount];
}

/// <summary>Sums of row scores over some rows; the weights of <see cref="RowScores"/> in fixed point.</summary>
internal readonly record struct ScoreSum(int Location, int Scale, int Curvature, int Rows)
{
    public static ScoreSum From(Vector128<int> sums) => new(sums[0], sums[1], sums[2], sums[3]);

    public static ScoreSum operator +(ScoreSum a, ScoreSum b) => new(a.Location + b.Location, a.Scale + b.Scale, a.Curvature + b.Curvature, a.Rows + b.Rows);

    public static ScoreSum operator -(ScoreSum a, ScoreSum b) => new(a.Location - b.Location, a.Scale - b.Scale, a.Curvature - b.Curvature, a.Rows - b.Rows);

    /// <summary>
    /// What a common step of the rows' curves gains: Σ over the two directions of (Σ score)²/Σ curvature, a Newton step's gain.
    /// The curvature of pinball loss is the density at the quantile, about one over the width of the row's curve: rows with wide curves have more to gain per score.
    /// </summary>
    public double Gain => Curvature <= 0 ? 0 : ((double)Location * Location + (double)Scale * Scale) / Curvature;
}
