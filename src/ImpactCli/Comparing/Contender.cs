using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>One forecaster, learned or a law, and its scores on the test orders.</summary>
/// <param name="Slippage">[orders].</param>
/// <param name="PriceShift">[orders that have one].</param>
/// <param name="Conformal">Conformalized intervals of slippage beside those that are served; null for a law.</param>
internal sealed record Contender(string Name, ScoredForecasts Slippage, ScoredForecasts PriceShift, ConformalScores? Conformal)
{
    /// <summary>The same forecaster on several sets of orders, one after the other.</summary>
    public static Contender Join(IReadOnlyList<Contender> parts) => new(
        parts[0].Name,
        ScoredForecasts.Join([.. parts.Select(part => part.Slippage)]),
        ScoredForecasts.Join([.. parts.Select(part => part.PriceShift)]),
        parts[0].Conformal is null ? null : ConformalScores.Join([.. parts.Select(part => part.Conformal!)]));
}
