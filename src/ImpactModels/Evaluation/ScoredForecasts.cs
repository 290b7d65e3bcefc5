using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>One forecaster's forecasts of one target scored against what happened, order by order. Missing outcomes (NaN) have no scores.</summary>
public sealed class ScoredForecasts
{
    private const ulong PitStream = 0x5C03E;

    private ScoredForecasts(string name, int count)
    {
        Name = name;
        Crps = new double[count];
        Pinball = new double[count];
        PinballByLevel = new double[count * QuantileLevels.Count];
        Pit = new double[count];
        ErrorBps = new double[count];
        IsCovered = [.. CentralInterval.Reported.Select(_ => new bool[count])];
        ShareInside = [.. CentralInterval.Reported.Select(_ => new double[count])];
        WidthBps = [.. CentralInterval.Reported.Select(_ => new double[count])];
        Exceedance = [.. ThresholdsBps.Select(_ => new double[count])];
    }

    /// <summary>Costs whose probability of being exceeded is judged.</summary>
    public static ImmutableArray<double> ThresholdsBps { get; } = [5, 10, 25];

    public string Name { get; }

    /// <summary>[orders] bps.</summary>
    public double[] Crps { get; }

    /// <summary>[orders] mean over the 17 levels, bps.</summary>
    public double[] Pinball { get; }

    /// <summary>[orders × 17] bps.</summary>
    public double[] PinballByLevel { get; }

    /// <summary>[orders] randomised at atoms.</summary>
    public double[] Pit { get; }

    /// <summary>[orders] outcome less forecast mean, bps.</summary>
    public double[] ErrorBps { get; }

    /// <summary>[interval][orders] for each of <see cref="CentralInterval.Reported"/>, bounds inclusive.</summary>
    public bool[][] IsCovered { get; }

    /// <summary>
    /// [interval][orders] the same with an atom counted in parts: how much of the levels that the forecast gives to the outcome lies inside. Inclusive bounds cover more than their share wherever an atom lies on one, of the
    /// true forecast too; this has the nominal mean there.
    /// </summary>
    public double[][] ShareInside { get; }

    /// <summary>[interval][orders] of the same intervals.</summary>
    public double[][] WidthBps { get; }

    /// <summary>[threshold][orders] forecast probability of a cost above each of <see cref="ThresholdsBps"/>.</summary>
    public double[][] Exceedance { get; }

    /// <summary>The same forecaster's scores on several sets of orders, one after the other.</summary>
    public static ScoredForecasts Join(IReadOnlyList<ScoredForecasts> parts)
    {
        var joined = new ScoredForecasts(parts[0].Name, parts.Sum(part => part.Crps.Length));
        int at = 0;
        foreach (ScoredForecasts part in parts)
        {
            part.CopyTo(joined, at);
            at += part.Crps.Length;
        }

        return joined;
    }

    /// <param name="forecasts">[orders].</param>
    /// <param name="outcomesBps">[orders] finite.</param>
    public static ScoredForecasts Score(string name, IReadOnlyList<CostDistribution> forecasts, ReadOnlySpan<double> outcomesBps, ulong seed)
    {
        var scored = new ScoredForecasts(name, outcomesBps.Length);
        SeededRandom random = new SeededRandom(seed).Fork(PitStream);
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        for (int i = 0; i < outcomesBps.Length; i++)
        {
            forecasts[i].CopyCurve(curve);
            scored.Score(i, forecasts[i], curve, outcomesBps[i], random);
        }

        return scored;
    }

    private void Score(int i, CostDistribution forecast, ReadOnlySpan<double> curve, double outcomeBps, SeededRandom random)
    {
        LevelRange levels = forecast.PitRange(outcomeBps);
        Crps[i] = forecast.Crps(outcomeBps);
        Pinball[i] = PinballLoss.Mean(curve, outcomeBps);
        PinballLoss.Accumulate(curve, outcomeBps, 1, PinballByLevel.AsSpan(i * QuantileLevels.Count, QuantileLevels.Count));
        Pit[i] = RandomisedPit.Of(forecast, outcomeBps, random);
        ErrorBps[i] = outcomeBps - forecast.MeanBps;
        for (int k = 0; k < IsCovered.Length; k++)
            IsCovered[k][i] = Covers(CentralInterval.Reported[k], curve, levels, outcomeBps);
        for (int k = 0; k < ShareInside.Length; k++)
            ShareInside[k][i] = Inside(CentralInterval.Reported[k], levels);
        for (int k = 0; k < WidthBps.Length; k++)
            WidthBps[k][i] = CentralInterval.Reported[k].Width(curve);
        for (int k = 0; k < Exceedance.Length; k++)
            Exceedance[k][i] = forecast.Exceedance(ThresholdsBps[k]);
    }

    private void CopyTo(ScoredForecasts other, int at)
    {
        Crps.CopyTo(other.Crps, at);
        Pinball.CopyTo(other.Pinball, at);
        PinballByLevel.CopyTo(other.PinballByLevel, at * QuantileLevels.Count);
        Pit.CopyTo(other.Pit, at);
        ErrorBps.CopyTo(other.ErrorBps, at);
        for (int k = 0; k < IsCovered.Length; k++)
            IsCovered[k].CopyTo(other.IsCovered[k], at);
        for (int k = 0; k < ShareInside.Length; k++)
            ShareInside[k].CopyTo(other.ShareInside[k], at);
        for (int k = 0; k < WidthBps.Length; k++)
            WidthBps[k].CopyTo(other.WidthBps[k], at);
        for (int k = 0; k < Exceedance.Length; k++)
            Exceedance[k].CopyTo(other.Exceedance[k], at);
    }

    private static double Inside(CentralInterval interval, LevelRange levels)
    {
        double lower = QuantileLevels.All[interval.LowerIndex], upper = QuantileLevels.All[interval.UpperIndex];
        if (levels.Upper <= levels.Lower)
            return levels.Lower >= lower && levels.Lower <= upper ? 1 : 0;
        return Math.Max(0, Math.Min(levels.Upper, upper) - Math.Max(levels.Lower, lower)) / (levels.Upper - levels.Lower);
    }

    /// <summary>
    /// A distribution pulls tied quantiles apart by a hair (<see cref="KnotSeparation"/>): an outcome on an atom that holds a bound is covered, though the bound now lies a hair beside it.
    /// </summary>
    private static bool Covers(CentralInterval interval, ReadOnlySpan<double> curve, LevelRange levels, double outcomeBps) =>
        interval.Covers(curve, outcomeBps)
        || levels.Upper >= QuantileLevels.All[interval.LowerIndex] && levels.Lower <= QuantileLevels.All[interval.UpperIndex];
}
