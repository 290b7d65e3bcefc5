using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// The size of a cost's noise, √(a·hs² + b·σ²T) in bps: what outcomes are divided by before they are compared. It does not depend on the order's size, so that a curve of scaled residuals
/// keeps every level monotone in size. σ√T alone would be worse than no scale (T = 0 happens).
/// </summary>
/// <param name="SpreadCoefficient">a.</param>
/// <param name="VarianceCoefficient">b.</param>
public readonly record struct NoiseScale(double SpreadCoefficient, double VarianceCoefficient)
{
    /// <summary>A hundredth of a basis point: below it prices do not resolve, and a scale must not be zero.</summary>
    public const double MinimumScaleBps = 0.01;

    /// <summary>A half spread, and the timing risk σ√(T/3) of a uniform rate.</summary>
    public static NoiseScale Prior { get; } = new(1, 1.0 / 3);

    /// <param name="halfSpreadBps">hs.</param>
    /// <param name="sigmaRootTBps">σ√T in bps, zero for a sweep.</param>
    public double Bps(double halfSpreadBps, double sigmaRootTBps) =>
        Math.Max(Math.Sqrt(SpreadCoefficient * halfSpreadBps * halfSpreadBps + VarianceCoefficient * sigmaRootTBps * sigmaRootTBps), MinimumScaleBps);

    /// <summary>Of a slippage: the noise runs over the horizon.</summary>
    public double SlippageBps(in LawInput order) => Bps(order.HalfSpreadBps, LawConventions.NoiseBps(order.DailyVolatility, order.HorizonDays));

    /// <summary>Of a price shift: the noise runs over horizon and lag.</summary>
    public double PriceShiftBps(in LawInput order) =>
        Bps(order.HalfSpreadBps, LawConventions.NoiseBps(order.DailyVolatility, order.HorizonDays + LawConventions.LagDays(order)));

    /// <summary>
    /// Fits a and b by the Laplace likelihood Σw(ln s + |r|/s), which heavy tails do not disturb, scaled so that a normal residual has unit variance; <see cref="Prior"/> for fewer than
    /// <see cref="NoiseScaleFit.MinimumRowCount"/> rows.
    /// </summary>
    /// <param name="residualsBps">[n] finite.</param>
    /// <param name="halfSpreadsBps">[n].</param>
    /// <param name="sigmaRootTBps">[n].</param>
    /// <param name="weights">[n] positive.</param>
    public static NoiseScale Fit(ReadOnlySpan<double> residualsBps, ReadOnlySpan<double> halfSpreadsBps, ReadOnlySpan<double> sigmaRootTBps, ReadOnlySpan<double> weights) =>
        NoiseScaleFit.Fit(residualsBps, halfSpreadsBps, sigmaRootTBps, weights);

    public void Write(BinaryWriter writer)
    {
        writer.Write(SpreadCoefficient);
        writer.Write(VarianceCoefficient);
    }

    public static NoiseScale Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble());
}
