using System.Collections.Immutable;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactModels.Training;

/// <summary>The median training order, feature by feature: explanations say how far an order's features move its cost away from this one's.</summary>
internal static class ReferencePoint
{
    /// <summary>NaN for a feature that is missing in most orders.</summary>
    public static ImmutableArray<double> Of(TrainingOrder[] orders, FeatureSchema schema) => [.. Enumerable.Range(0, schema.Count).Select(feature => Median(orders, feature))];

    private static double Median(TrainingOrder[] orders, int feature)
    {
        double[] known = [.. orders.Select(order => order.Features[feature]).Where(double.IsFinite).Order()];
        return 2 * known.Length > orders.Length ? known[known.Length / 2] : double.NaN;
    }
}
