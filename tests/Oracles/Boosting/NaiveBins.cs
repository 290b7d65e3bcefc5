namespace ImpactService.Tests.Oracles.Boosting;

/// <summary>Looks at every edge: the naive twin of EdgeSearch and FeatureBins.</summary>
public static class NaiveBins
{
    public const int Missing = 255;

    /// <summary>The number of edges below the value; values up to an edge belong to its bin.</summary>
    public static int Numeric(IEnumerable<float> edges, float value) => float.IsNaN(value) ? Missing : edges.Count(edge => edge < value);

    public static int Categorical(IReadOnlyList<float> categories, float value)
    {
        for (int i = 0; i < categories.Count; i++)
        {
            if (categories[i] == value)
                return i;
        }

        return Missing;
    }
}
