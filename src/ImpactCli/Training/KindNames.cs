using System.Collections.Immutable;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Training;

/// <summary>Kinds of training order as they are written on the command line, in cards and in files.</summary>
internal static class KindNames
{
    public const string All = "probe,metaorder,own";

    public static string Of(TrainingOrderKind kind) => kind.ToString().ToLowerInvariant();

    /// <exception cref="CommandException">A kind is unknown, or none is given.</exception>
    public static ImmutableArray<TrainingOrderKind> ParseList(IEnumerable<string> names)
    {
        ImmutableArray<TrainingOrderKind> kinds = [.. names.Select(Parse).Distinct().Order()];
        return kinds.IsEmpty ? throw new CommandException($"--kinds is empty: one or more of {All}", ExitCodes.Usage) : kinds;
    }

    private static TrainingOrderKind Parse(string name)
    {
        foreach (TrainingOrderKind kind in Enum.GetValues<TrainingOrderKind>())
        {
            if (Of(kind) == name)
                return kind;
        }

        throw new CommandException($"--kinds: '{name}' is unknown, one or more of {All}", ExitCodes.Usage);
    }
}
