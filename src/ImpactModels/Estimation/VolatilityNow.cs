using System.Collections.Immutable;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>Realised volatilities of the moment over the daily volatility (NaN where the day has no history yet), and how far ahead one looks.</summary>
/// <param name="Recent300">Half-life 300 s.</param>
/// <param name="Recent1800">Half-life 1800 s.</param>
/// <param name="Session">Since the open.</param>
public readonly record struct VolatilityReading(double Recent300, double Recent1800, double Session, double HorizonSeconds)
{
    /// <summary>Of the last five sessions.</summary>
    public double Week { get; init; } = double.NaN;

    /// <summary>Of the last twenty.</summary>
    public double Month { get; init; } = double.NaN;
}

/// <summary>
/// The volatility in force over a horizon T, a heterogeneous blend in the manner of Corsi 2009 (J. Financial Econometrics): σ_now² = σ²·(κ·fast + (1 − κ)·slow), fast = a₀ + a₁r₃₀₀² + a₂r₁₈₀₀² + a₃r_session² + a₄r_week² + a₅r_month²,
/// slow = b₀ + b₁r_session² + b₂r_week² + b₃r_month², κ = τ/(τ + T); its logarithm has a say by horizon, as far as the training orders of that horizon are many. The close-to-close σ of twenty days is a noisy number and blind to today: on three US shares the price shift over σ√T differed by a factor of 1.8 between names and
/// days, over realised volatility by 1.3. Prior curve, scale and cells of a model use σ_now; what answers report as σ, and the laws that they list, stay with the daily one. Does not depend on the order's size.
/// </summary>
public sealed class VolatilityNow
{
    /// <summary>Of the fast part; the slow one has the others.</summary>
    public const int FastTermCount = 6;

    public const int TermCount = FastTermCount + 4;

    /// <summary>A ratio outside is a broken tape rather than a market; the blend ends there.</summary>
    public const double MaximumRatio = 5;

    /// <summary>τ: what the last minutes said is half forgotten over a horizon of half an hour.</summary>
    private const double MemorySeconds = 1_800;

    /// <exception cref="ArgumentException">Not <see cref="TermCount"/> weights that are finite and not negative, or a part that is zero in a market that stands still.</exception>
    public VolatilityNow(ReadOnlySpan<double> weights, LearnedTrust say)
    {
        if (weights.Length != TermCount || weights.ContainsAnyExceptInRange(0, double.MaxValue) || !(weights[0] > 0 && weights[FastTermCount] > 0))
            throw new ArgumentException($"a blend of volatilities needs {TermCount} weights, those of the daily one positive and none negative, not [{string.Join(", ", weights.ToArray())}]", nameof(weights));
        Weights = [.. weights];
        Say = say;
    }

    /// <summary>Believed at every horizon.</summary>
    /// <inheritdoc cref="VolatilityNow(ReadOnlySpan{double}, LearnedTrust)"/>
    public VolatilityNow(ReadOnlySpan<double> weights)
        : this(weights, LearnedTrust.Full)
    {
    }

    /// <summary>The daily volatility alone.</summary>
    public static VolatilityNow Daily { get; } = new([1, 0, 0, 0, 0, 0, 1, 0, 0, 0]);

    /// <summary>a₀ to a₅, b₀ to b₃.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>How far the blend is believed over the daily volatility, by horizon: few independent outcomes cannot tell how wide a long horizon is.</summary>
    public LearnedTrust Say { get; }

    /// <summary>σ_now/σ. A missing ratio counts as one.</summary>
    public double Ratio(in VolatilityReading reading) => Math.Pow(Blend(reading), Say.At(reading.HorizonSeconds));

    /// <summary>σ_now/σ where it is believed fully.</summary>
    public double Blend(in VolatilityReading reading)
    {
        ReadOnlySpan<double> a = Weights.AsSpan()[..FastTermCount], b = Weights.AsSpan()[FastTermCount..];
        double session = Square(reading.Session), week = Square(reading.Week), month = Square(reading.Month);
        double fast = a[0] + a[1] * Square(reading.Recent300) + a[2] * Square(reading.Recent1800) + a[3] * session + a[4] * week + a[5] * month;
        double slow = b[0] + b[1] * session + b[2] * week + b[3] * month;
        double share = MemorySeconds / (MemorySeconds + Math.Max(reading.HorizonSeconds, 0));
        return Math.Clamp(Math.Sqrt(share * fast + (1 - share) * slow), 1 / MaximumRatio, MaximumRatio);
    }

    /// <summary>The order as the model sees it.</summary>
    public LawInput Apply(in LawInput order, in VolatilityReading reading) => order with { DailyVolatility = order.DailyVolatility * Ratio(reading) };

    public void Write(BinaryWriter writer)
    {
        foreach (double weight in Weights)
            writer.Write(weight);
        Say.Write(writer);
    }

    /// <exception cref="ArgumentException">The weights are none.</exception>
    public static VolatilityNow Read(BinaryReader reader)
    {
        double[] weights = new double[TermCount];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = reader.ReadDouble();
        return new VolatilityNow(weights, LearnedTrust.Read(reader));
    }

    /// <summary>Written so that NaN and what no volatility can be count as one.</summary>
    private static double Square(double ratio) => ratio >= 0 ? Math.Min(ratio, MaximumRatio) * Math.Min(ratio, MaximumRatio) : 1;
}
