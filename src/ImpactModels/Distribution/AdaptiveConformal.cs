using System.Collections.Immutable;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>
/// Adaptive conformal inference (Gibbs and Candès 2021) for the online stream, one level at a time, in normal scores: what is served at nominal p is the raw forecast's quantile at Φ(s), and after each
/// outcome with raw PIT u the score moves by step·(p − 1{u ≤ Φ(s)}). The long-run share of outcomes at or below the served quantile is then p whatever the world does: its error is exactly
/// (s_n − s_0)/(step·n). Normal scores instead of levels, so that a world grown twice as wide is reached in a few hundred outcomes and not in one jump to the end of the tail.
/// Immutable: <see cref="After"/> gives the next state.
/// </summary>
public sealed class AdaptiveConformal
{
    /// <summary>A change of the world is followed within some hundred outcomes, and in a quiet one the 5 % level jitters by about one per cent.</summary>
    public const double DefaultStep = 0.05;

    /// <summary>Served levels end at Φ(±6) = 1e-9: further out a tail law is no statement about the world.</summary>
    private const double OutermostScore = 6;

    private readonly ImmutableArray<double> scores;

    private AdaptiveConformal(ImmutableArray<double> scores, double step, long count) => (this.scores, Step, OutcomeCount) = (scores, step, count);

    public double Step { get; }

    public long OutcomeCount { get; }

    /// <param name="startLevels">[17] raw levels to start from, in (0, 1): a <see cref="CalibrationGroup.Levels"/>, or the nominal ones.</param>
    public static AdaptiveConformal Start(ReadOnlySpan<double> startLevels, double step = DefaultStep)
    {
        if (startLevels.Length != QuantileLevels.Count)
            throw new ArgumentException($"{startLevels.Length} levels, not {QuantileLevels.Count}.", nameof(startLevels));
        if (!(step > 0 && step < 1))
            throw new ArgumentOutOfRangeException(nameof(step), step, "A step lies in (0, 1).");
        double[] scores = new double[QuantileLevels.Count];
        for (int j = 0; j < scores.Length; j++)
            scores[j] = NormalDistribution.Quantile(startLevels[j]);
        return new AdaptiveConformal([.. scores], step, 0);
    }

    /// <summary>The state after an outcome whose PIT under the raw forecast was u.</summary>
    public AdaptiveConformal After(double rawPit)
    {
        if (!(rawPit >= 0 && rawPit <= 1))
            throw new ArgumentOutOfRangeException(nameof(rawPit), rawPit, "A PIT lies in [0, 1].");
        double[] next = new double[QuantileLevels.Count];
        for (int j = 0; j < next.Length; j++)
            next[j] = scores[j] + Step * (QuantileLevels.All[j] - (rawPit <= NormalDistribution.Cdf(scores[j]) ? 1 : 0));
        return new AdaptiveConformal([.. next], Step, OutcomeCount + 1);
    }

    /// <summary>[17] raw levels now served, sorted (the scores move independently) and inside (0, 1).</summary>
    public void CopyLevels(Span<double> levels)
    {
        for (int j = 0; j < levels.Length; j++)
            levels[j] = NormalDistribution.Cdf(Math.Clamp(scores[j], -OutermostScore, OutermostScore));
        levels.Sort();
    }

    /// <summary>Calibrates a curve [17] with the current state.</summary>
    public void Apply(ReadOnlySpan<double> curve, in TailShape tails, Span<double> calibrated)
    {
        Span<double> levels = stackalloc double[QuantileLevels.Count];
        CopyLevels(levels);
        LevelMap.Apply(levels, new CostCurve(curve, tails), calibrated);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Step);
        writer.Write(OutcomeCount);
        foreach (double score in scores)
            writer.Write(score);
    }

    /// <exception cref="InvalidDataException">A score is not finite.</exception>
    public static AdaptiveConformal Read(BinaryReader reader)
    {
        double step = reader.ReadDouble();
        long count = reader.ReadInt64();
        double[] scores = new double[QuantileLevels.Count];
        for (int j = 0; j < scores.Length; j++)
        {
            scores[j] = reader.ReadDouble();
            if (!double.IsFinite(scores[j]))
                throw new InvalidDataException($"Score {scores[j]} is not finite.");
        }

        return new AdaptiveConformal([.. scores], step, count);
    }
}
