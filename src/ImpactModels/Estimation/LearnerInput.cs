using ImpactService.ImpactModels.Features;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>From the feature vector to what a learner sees: the columns it may split on, as floats; and the same order at another size.</summary>
public sealed class LearnerInput
{
    private static readonly string[] shareNames = ["participation", "rate_share"];

    private readonly int[] columns;
    private readonly int[] sizeFeatures;
    private readonly bool[] isShare;

    public LearnerInput(FeatureSchema schema)
    {
        Schema = schema;
        columns = schema.LearnerFeatures;
        sizeFeatures = schema.SizeFeatures;
        int[] shares = [.. shareNames.Select(schema.IndexOf)];
        isShare = [.. sizeFeatures.Select(shares.Contains)];
        IncreasingColumns = [.. sizeFeatures.Select(feature => Array.IndexOf(columns, feature)).Where(column => column >= 0)];
    }

    public FeatureSchema Schema { get; }

    public int ColumnCount => columns.Length;

    /// <summary>Columns of the size features: cost never decreases in them.</summary>
    public int[] IncreasingColumns { get; }

    /// <summary>Where a learner's row holds a feature.</summary>
    /// <exception cref="ArgumentException">No feature that a learner may split on has that name.</exception>
    public int ColumnOf(string name)
    {
        int column = Array.IndexOf(columns, Schema.IndexOf(name));
        return column >= 0 ? column : throw new ArgumentException($"learners do not see feature '{name}'", nameof(name));
    }

    /// <param name="features">[schema.Count].</param>
    /// <param name="row">[ColumnCount].</param>
    public void WriteRow(ReadOnlySpan<double> features, Span<float> row)
    {
        for (int i = 0; i < columns.Length; i++)
            row[i] = (float)features[columns[i]];
    }

    /// <summary>Turns the vector of an order into that of the same order <paramref name="factor"/> times as large: ratios grow with the size, shares Q/(Q + V) towards one.</summary>
    public void ScaleSize(Span<double> features, double factor)
    {
        for (int i = 0; i < sizeFeatures.Length; i++)
        {
            ref double value = ref features[sizeFeatures[i]];
            value = isShare[i] ? value * factor / (1 + value * (factor - 1)) : value * factor;
        }
    }
}
