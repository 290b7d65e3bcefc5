using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Learners;

/// <summary>A learner of another assembly: made by its name, its models read by the tag of the same name.</summary>
/// <param name="Name">Of the learner, and the tag its models write.</param>
/// <param name="Create">A learner with its default options.</param>
/// <param name="Read">Reads what follows the tag.</param>
public sealed record LearnerPlugin(string Name, Func<IQuantileLearner> Create, Func<BinaryReader, IQuantileModel> Read);

/// <summary>
/// Learners beyond this assembly, registered once when a process starts. The one reason: a model is read by its tag from deep inside an artifact, where no list of readers is at hand.
/// </summary>
public static class LearnerPlugins
{
    /// <summary>Of the learners in ImpactModels.MLNet.</summary>
    public const string MlNetPrefix = "mlnet-";

    private static ImmutableSortedDictionary<string, LearnerPlugin> plugins = ImmutableSortedDictionary<string, LearnerPlugin>.Empty.WithComparers(StringComparer.Ordinal);

    public static IEnumerable<string> Names => plugins.Keys;

    /// <summary>A second registration of a name takes the place of the first.</summary>
    public static void Register(LearnerPlugin plugin) => ImmutableInterlocked.Update(ref plugins, (all, own) => all.SetItem(own.Name, own), plugin);

    public static LearnerPlugin? Find(string name) => plugins.GetValueOrDefault(name);
}
