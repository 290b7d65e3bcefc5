using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactCli.Training;

/// <summary>Which law a model starts from and how far its learned part is believed over it.</summary>
internal static class TrustLine
{
    public static string Of(ModelCard card) =>
        $"prior {card.Prior}; learned part believed at {string.Join("/", LearnedTrust.KnotSeconds)} s of horizon: {Percents(card.SlippageTrust)} for slippage, {Percents(card.PriceShiftTrust)} for price shift";

    private static string Percents(IReadOnlyList<double> weights) => string.Join("/", weights.Select(weight => Figures.Percent(weight, 0)));
}
