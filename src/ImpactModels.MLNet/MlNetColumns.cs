using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.MLNet;

/// <summary>
/// The features that ML.NET's trees see: all but the size group, because these trees cannot be kept from falling as size grows. So their answer over the base curve does not depend on size, and no level falls.
/// </summary>
internal sealed class MlNetColumns(int featureCount, int[] seen)
{
    /// <summary>A missing value becomes a number below all others, so that a tree can send it either way; infinities are held within ±1e30.</summary>
    private const float Missing = -2e30f;
    private const float Largest = 1e30f;

    private const int MostFeatures = 1 << 16;

    public int FeatureCount { get; } = featureCount;

    /// <summary>At least one: ML.NET refuses rows without features.</summary>
    public int Count => Math.Max(seen.Length, 1);

    public static MlNetColumns Of(LearnerData data) =>
        new(data.FeatureCount, [.. Enumerable.Range(0, data.FeatureCount).Where(feature => !data.IncreasingFeatures.Contains(feature))]);

    /// <param name="row">[FeatureCount]</param>
    /// <param name="values">[Count]</param>
    public void Write(ReadOnlySpan<float> row, Span<float> values)
    {
        values.Clear();
        for (int i = 0; i < seen.Length; i++)
            values[i] = float.IsNaN(row[seen[i]]) ? Missing : Math.Clamp(row[seen[i]], -Largest, Largest);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(FeatureCount);
        ArrayBytes.Write(writer, seen);
    }

    /// <exception cref="InvalidDataException">Not columns.</exception>
    public static MlNetColumns Read(BinaryReader reader)
    {
        int featureCount = reader.ReadInt32();
        int[] seen = ArrayBytes.Read<int>(reader);
        ArrayBytes.Require(featureCount is > 0 and <= MostFeatures && seen.Length <= featureCount, $"A model of {featureCount} features is not possible.");
        ArrayBytes.Require(seen.All(feature => feature >= 0 && feature < featureCount), "The model reads a feature that is not there.");
        return new MlNetColumns(featureCount, seen);
    }
}
