using System.Text.Json;
using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Services;

/// <summary>Where two JSON texts differ, by pointer. Numbers are compared as they are written: the shortest digits of two doubles are the same exactly when the doubles are.</summary>
internal static class JsonDifferences
{
    /// <summary>Enough to see what happened.</summary>
    public const int Max = 100;

    public static IReadOnlyList<ReplayDifference> Between(ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte> recomputed)
    {
        using JsonDocument left = JsonDocument.Parse(stored);
        using JsonDocument right = JsonDocument.Parse(recomputed);
        List<ReplayDifference> differences = [];
        Compare(left.RootElement, right.RootElement, string.Empty, differences);
        return differences;
    }

    private static void Compare(JsonElement? left, JsonElement? right, string pointer, List<ReplayDifference> differences)
    {
        if (differences.Count >= Max)
            return;
        if (left is { ValueKind: JsonValueKind.Object } leftObject && right is { ValueKind: JsonValueKind.Object } rightObject)
            CompareObjects(leftObject, rightObject, pointer, differences);
        else if (left is { ValueKind: JsonValueKind.Array } leftArray && right is { ValueKind: JsonValueKind.Array } rightArray)
            CompareArrays(leftArray, rightArray, pointer, differences);
        else if (left?.GetRawText() != right?.GetRawText())
            differences.Add(new ReplayDifference(pointer, left?.GetRawText(), right?.GetRawText()));
    }

    private static void CompareObjects(JsonElement left, JsonElement right, string pointer, List<ReplayDifference> differences)
    {
        IEnumerable<string> names = left.EnumerateObject().Concat(right.EnumerateObject()).Select(p => p.Name).Distinct(StringComparer.Ordinal);
        foreach (string name in names)
        {
            JsonElement? leftMember = left.TryGetProperty(name, out JsonElement l) ? l : null;
            JsonElement? rightMember = right.TryGetProperty(name, out JsonElement r) ? r : null;
            Compare(leftMember, rightMember, $"{pointer}/{name}", differences);
        }
    }

    private static void CompareArrays(JsonElement left, JsonElement right, string pointer, List<ReplayDifference> differences)
    {
        for (int i = 0; i < Math.Max(left.GetArrayLength(), right.GetArrayLength()); i++)
        {
            JsonElement? leftEntry = i < left.GetArrayLength() ? left[i] : null;
            JsonElement? rightEntry = i < right.GetArrayLength() ? right[i] : null;
            Compare(leftEntry, rightEntry, $"{pointer}/{i}", differences);
        }
    }
}
