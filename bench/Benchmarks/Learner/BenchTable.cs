using System.Runtime.InteropServices;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.Benchmarks.Learner;

/// <summary>A raw little-endian float32 table as the peers' make_data.py writes it: 30 features, then the target.</summary>
internal sealed record BenchTable(int RowCount, float[] Features, double[] Targets)
{
    public const int FeatureCount = 30;

    /// <summary>Blocks of a table whose rows have no days: tenths, so that "the latest fifth" means something.</summary>
    private const int Blocks = 10;

    public static BenchTable Read(string folder, string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(folder, name + ".f32"));
        int rows = (int)(file.Length / ((FeatureCount + 1) * sizeof(float)));
        var features = new float[rows * FeatureCount];
        var targets = new double[rows];
        var row = new float[FeatureCount + 1];
        for (int i = 0; i < rows; i++)
        {
            file.ReadExactly(MemoryMarshal.AsBytes(row.AsSpan()));
            row.AsSpan(0, FeatureCount).CopyTo(features.AsSpan(i * FeatureCount));
            targets[i] = row[FeatureCount];
        }

        return new BenchTable(rows, features, targets);
    }

    public ReadOnlySpan<float> Row(int row) => Features.AsSpan(row * FeatureCount, FeatureCount);

    /// <summary>The first rows; when there are fewer, all of them again and again.</summary>
    public BenchTable Take(int rows)
    {
        var features = new float[rows * FeatureCount];
        var targets = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            Row(row % RowCount).CopyTo(features.AsSpan(row * FeatureCount));
            targets[row] = Targets[row % RowCount];
        }

        return new BenchTable(rows, features, targets);
    }

    public LearnerData ToData() => new()
    {
        RowCount = RowCount,
        FeatureCount = FeatureCount,
        Features = Features,
        Targets = Targets,
        Blocks = [.. Enumerable.Range(0, RowCount).Select(row => (int)((long)row * Blocks / RowCount))],
        Seed = 1,
    };
}
