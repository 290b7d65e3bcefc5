using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Execution;

/// <summary>What a way to trade is judged by: its mean cost and its risk, both in bps.</summary>
public readonly record struct ScenarioFigures(double MeanBps, double RiskBps);

/// <summary>A way among others.</summary>
/// <param name="ScoreBps">mean + λ·risk.</param>
/// <param name="Rank">1 is the least score; equal scores share a rank.</param>
/// <param name="IsNonDominated">No other way has a lower mean without more risk, nor less risk without a higher mean.</param>
public readonly record struct RankedScenario(double ScoreBps, int Rank, bool IsNonDominated);

/// <summary>Orders ways to trade by mean + λ·risk and finds those that no other beats on both (the efficient ones; Almgren and Chriss 2000, section 3).</summary>
public static class ScenarioRanking
{
    /// <param name="ways">[n].</param>
    /// <param name="riskWeight">λ, not negative: bps of mean that one bp of risk is worth.</param>
    /// <returns>[n], in the order of the ways.</returns>
    public static ImmutableArray<RankedScenario> Rank(ReadOnlySpan<ScenarioFigures> ways, double riskWeight)
    {
        if (!(riskWeight >= 0 && double.IsFinite(riskWeight)))
            throw new ArgumentOutOfRangeException(nameof(riskWeight), riskWeight, "A weight of risk is finite and not negative.");
        double[] scores = new double[ways.Length];
        for (int i = 0; i < scores.Length; i++)
            scores[i] = ways[i].MeanBps + riskWeight * ways[i].RiskBps;
        var ranked = ImmutableArray.CreateBuilder<RankedScenario>(ways.Length);
        for (int i = 0; i < scores.Length; i++)
            ranked.Add(new RankedScenario(scores[i], 1 + scores.Count(score => score < scores[i]), IsNonDominated(ways, i)));
        return ranked.MoveToImmutable();
    }

    private static bool IsNonDominated(ReadOnlySpan<ScenarioFigures> ways, int way)
    {
        ScenarioFigures own = ways[way];
        foreach (ScenarioFigures other in ways)
        {
            bool noWorse = other.MeanBps <= own.MeanBps && other.RiskBps <= own.RiskBps;
            if (noWorse && (other.MeanBps < own.MeanBps || other.RiskBps < own.RiskBps))
                return false;
        }

        return true;
    }
}
