using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Training;

/// <summary>The size law that each instrument's metaorders show with the number of traders that was chosen.</summary>
internal static class TraderTable
{
    public static ReportTable Of(IEnumerable<KeyValuePair<string, TraderCountChoice>> choices)
    {
        ReportTable table = new("Metaorders by instrument", "instrument", "N", "plausible", "c", "Y", "Y error", "gamma", "orders fitted");
        foreach ((string symbol, TraderCountChoice choice) in choices)
        {
            SizeLawFit? law = choice.Fits.FirstOrDefault(fit => fit.Traders == choice.Traders)?.Law;
            table.Add([symbol, Figures.Count(choice.Traders), choice.IsPlausible ? "yes" : "no", .. Cells(law)]);
        }

        return table;
    }

    private static string[] Cells(SizeLawFit? law) => law is null
        ? ["-", "-", "-", "-", "-"]
        : [Figures.Number(law.SpreadCoefficient, 2), Figures.Number(law.SizeCoefficient, 3), Figures.Number(law.SizeCoefficientError, 3), Figures.Number(law.SizeExponent, 2), Figures.Count(law.OrderCount)];
}
