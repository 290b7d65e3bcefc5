using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// The names, units and order of a feature vector: market features, external signals, order features. Two vectors may be compared, and a model may read a vector,
/// only when the <see cref="Hash"/> is the same. A schema is rebuilt from its <see cref="SignalKeys"/> alone.
/// </summary>
public sealed class FeatureSchema
{
    /// <summary>Raised whenever a feature changes its meaning without changing its name.</summary>
    public const int CurrentVersion = 1;

    private const string SignalPrefix = "signal/";

    private readonly Dictionary<string, int> indices;

    private FeatureSchema(ImmutableArray<string> signalKeys)
    {
        SignalKeys = signalKeys;
        Features = [.. MarketFeatureCatalog.Definitions, .. signalKeys.Select(DefineSignal), .. OrderFeatureCatalog.Definitions];
        indices = Features.Select((feature, index) => (feature.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
        SizeFeatures = IndicesWhere(feature => feature.IsSize);
        LearnerFeatures = IndicesWhere(feature => !feature.IsContext);
        Hash = ComputeHash();
    }

    public int Version => CurrentVersion;

    public ImmutableArray<FeatureDefinition> Features { get; }

    /// <summary>"source/name" of each external signal, in ordinal order.</summary>
    public ImmutableArray<string> SignalKeys { get; }

    public int Count => Features.Length;

    /// <summary>Market features and signals; the order features follow.</summary>
    public int MarketCount => FirstSignal + SignalKeys.Length;

    /// <summary>Hex SHA-256 of version, names, units and signal keys.</summary>
    public string Hash { get; }

    /// <summary>Indices of the features that grow together with the order's size; the cost never decreases in them.</summary>
    public int[] SizeFeatures { get; }

    /// <summary>Indices of the features that a learner may split on: all but the context.</summary>
    public int[] LearnerFeatures { get; }

    internal static int FirstSignal => MarketFeatureCatalog.Definitions.Length;

    /// <param name="signalKeys">"source/name" of the external signals to carry, in any order; empty for none.</param>
    /// <exception cref="ArgumentException">A key is blank or given twice.</exception>
    public static FeatureSchema Create(IReadOnlyList<string> signalKeys)
    {
        foreach (string key in signalKeys)
        {
            if (string.IsNullOrWhiteSpace(key))
                throw new ArgumentException("a signal key is blank; keys look like \"source/name\"", nameof(signalKeys));
        }

        ImmutableArray<string> sorted = [.. signalKeys.Order(StringComparer.Ordinal)];
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
                throw new ArgumentException($"signal key '{sorted[i]}' is given twice", nameof(signalKeys));
        }

        return new FeatureSchema(sorted);
    }

    /// <exception cref="ArgumentException">No feature has that name.</exception>
    public int IndexOf(string name) => indices.TryGetValue(name, out int index)
        ? index
        : throw new ArgumentException($"feature '{name}' is not one of the {Count} features of schema {Hash[..12]}", nameof(name));

    private static FeatureDefinition DefineSignal(string key) => new(SignalPrefix + key, "as published", FeatureGroup.Signals, "latest value known; missing until one is seen");

    private int[] IndicesWhere(Func<FeatureDefinition, bool> wanted) => [.. Enumerable.Range(0, Features.Length).Where(i => wanted(Features[i]))];

    private string ComputeHash()
    {
        var text = new StringBuilder().Append("features ").Append(Version).Append('\n');
        foreach (FeatureDefinition feature in Features)
            text.Append(feature.Name).Append('\t').Append(feature.Unit).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
