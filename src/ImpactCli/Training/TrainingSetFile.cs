using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Training;

/// <summary>One fold as CSV: keys, features by name, weight, labels. Missing values are empty.</summary>
internal static class TrainingSetFile
{
    /// <param name="weights">[orders] evidence: what the model's own learner weighs each order with.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(string path, string fold, FeatureSchema schema, IReadOnlyList<TrainingOrder> orders, double[] weights, CancellationToken cancellation)
    {
        await using StreamWriter writer = new(path);
        await writer.WriteLineAsync(Header(schema));
        for (int i = 0; i < orders.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            await writer.WriteLineAsync(Row(fold, orders[i], weights[i]));
        }
    }

    /// <summary>Names of features that repeat a key keep their own column: keys come first.</summary>
    private static string Header(FeatureSchema schema) => string.Join(',', [
        "id", "kind", "fold", "instrument", "t0", .. schema.Features.Select(feature => CsvText.Text(feature.Name)), "order_weight", "evidence_weight", "slippage_bps", "price_shift_bps", "spread_cost_bps"]);

    private static string Row(string fold, TrainingOrder order, double weight) => string.Join(',', [
        CsvText.Text(order.Id), KindNames.Of(order.Kind), fold, CsvText.Text(order.Symbol), order.T0.ToString(), .. order.Features.Select(CsvText.Number),
        CsvText.Number(order.Weight), CsvText.Number(weight), CsvText.Number(order.SlippageBps), CsvText.Number(order.PriceShiftBps), CsvText.Number(order.SpreadCostBps)]);
}
