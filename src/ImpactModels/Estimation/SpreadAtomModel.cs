using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// The probability that an order costs exactly the spread, and how what is left divides into less and more: two scores in the manner of a continuation ratio (Agresti 2002, Categorical Data Analysis, 7.4),
/// P(J ≥ s) = σ(a·x) and P(J > s | J ≥ s) = σ(b·x). Coefficients of terms that grow with size are not negative, so P(J &lt; s) and P(J ≤ s) both fall with it, and the first never passes the second. How far the two are
/// believed over what the curve itself says of s is chosen by range of horizon on orders that neither was fitted to.
/// </summary>
public sealed class SpreadAtomModel
{
    /// <summary>Standardised terms end here: a term that is far outside what was seen must not decide alone.</summary>
    private const double TermLimit = 5;

    private const int Count = SpreadAtomInput.Count;

    private readonly SpreadAtomInput input;

    /// <param name="input">From the learner's row to terms.</param>
    /// <param name="means">[terms] of the training orders.</param>
    /// <param name="deviations">[terms] positive.</param>
    /// <param name="reached">[1 + terms] a: the constant, then the terms.</param>
    /// <param name="passed">[1 + terms] b.</param>
    /// <param name="trust">How far it is believed.</param>
    /// <exception cref="ArgumentException">A length is another one, a value is not finite, or a score would fall with size.</exception>
    public SpreadAtomModel(SpreadAtomInput input, ImmutableArray<double> means, ImmutableArray<double> deviations, ImmutableArray<double> reached, ImmutableArray<double> passed, LearnedTrust trust)
    {
        bool fits = means.Length == Count && deviations.Length == Count && reached.Length == Count + 1 && passed.Length == Count + 1;
        if (!fits || !means.Concat(deviations).Concat(reached).Concat(passed).All(double.IsFinite) || !deviations.All(d => d > 0))
            throw new ArgumentException($"the spread atom needs {Count} finite means and positive deviations and twice {Count + 1} finite coefficients");
        if (Enumerable.Range(0, Count).Any(i => SpreadAtomInput.GrowsWithSize(i) && !(reached[i + 1] >= 0 && passed[i + 1] >= 0)))
            throw new ArgumentException("a score of the spread atom falls with the order's size");
        (this.input, Means, Deviations, Reached, Passed, Trust) = (input, means, deviations, reached, passed, trust);
    }

    public ImmutableArray<double> Means { get; }

    public ImmutableArray<double> Deviations { get; }

    public ImmutableArray<double> Reached { get; }

    public ImmutableArray<double> Passed { get; }

    /// <summary>How far it is believed over the curve, by horizon.</summary>
    public LearnedTrust Trust { get; }

    public SpreadAtomModel With(LearnedTrust trust) => new(input, Means, Deviations, Reached, Passed, trust);

    /// <summary>The atom of an order over its curve, null where the model has no say.</summary>
    /// <param name="row">The learner's row.</param>
    /// <param name="curveBps">[17] as law and learner say it.</param>
    public PointMass? At(in LawInput order, double horizonSeconds, ReadOnlySpan<float> row, ReadOnlySpan<double> curveBps)
    {
        double trust = Trust.At(horizonSeconds);
        return trust > 0 ? Blend(order, curveBps, Probabilities(row), trust) : null;
    }

    /// <summary>P(J &lt; s) and P(J ≤ s), fully believed.</summary>
    public LevelRange Probabilities(ReadOnlySpan<float> row)
    {
        Span<double> terms = stackalloc double[Count];
        input.Write(row, terms);
        ReadOnlySpan<double> means = Means.AsSpan(), deviations = Deviations.AsSpan(), a = Reached.AsSpan(), b = Passed.AsSpan();
        double reachedScore = a[0];
        double passedScore = b[0];
        for (int i = 0; i < terms.Length; i++)
        {
            double term = Standardised(terms[i], means[i], deviations[i]);
            reachedScore += a[i + 1] * term;
            passedScore += b[i + 1] * term;
        }

        double reached = LogisticRegression.Probability(reachedScore);
        return new LevelRange(1 - reached, 1 - reached * LogisticRegression.Probability(passedScore));
    }

    /// <summary>Between what the curve says of the spread cost and what the model says; both fall with size, so the blend does.</summary>
    public static PointMass Blend(in LawInput order, ReadOnlySpan<double> curveBps, LevelRange own, double trust)
    {
        LevelRange curve = SpreadLevels.Of(curveBps, order.SpreadCostBps);
        double below = curve.Lower + trust * (own.Lower - curve.Lower);
        double atMost = curve.Upper + trust * (own.Upper - curve.Upper);
        return new PointMass(order.SpreadCostBps, below, Math.Max(below, atMost), order.HalfSpreadBps);
    }

    /// <summary>A missing term counts as the mean.</summary>
    public static double Standardised(double term, double mean, double deviation)
    {
        double standardised = (term - mean) / deviation;
        return double.IsNaN(standardised) ? 0 : Math.Clamp(standardised, -TermLimit, TermLimit);
    }

    public void Write(BinaryWriter writer)
    {
        foreach (double value in Means.Concat(Deviations).Concat(Reached).Concat(Passed))
            writer.Write(value);
        Trust.Write(writer);
    }

    /// <exception cref="ArgumentException">The parts are no model.</exception>
    public static SpreadAtomModel Read(BinaryReader reader, SpreadAtomInput input)
    {
        return new SpreadAtomModel(input, Read(Count), Read(Count), Read(Count + 1), Read(Count + 1), LearnedTrust.Read(reader));

        ImmutableArray<double> Read(int count) => [.. Enumerable.Range(0, count).Select(_ => reader.ReadDouble())];
    }
}
