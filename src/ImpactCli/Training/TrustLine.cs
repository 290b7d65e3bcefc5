using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactCli.Training;

/// <summary>Which law a model starts from and how far its learned part is believed over it.</summary>
internal static class TrustLine
{
    public static string Of(ModelCard card) =>
        $"prior {card.Prior}; learned part believed at {string.Join("/", LearnedTrust.KnotSeconds)} s of horizon: {Percents(card.SlippageTrust)} for slippage, {Percents(card.PriceShiftTrust)} for price shift";

    /// <summary>How far the probability of costing exactly the spread is believed over the curves.</summary>
    public static string Of(SpreadAtomModel? atom) => atom is null
        ? "probability of costing exactly the spread: not learned"
        : $"probability of costing exactly the spread: learned part believed at {string.Join("/", LearnedTrust.KnotSeconds)} s of horizon: {Percents(atom.Trust.Weights)}";

    private static string Percents(IReadOnlyList<double> weights) => string.Join("/", weights.Select(weight => Figures.Percent(weight, 0)));
}
