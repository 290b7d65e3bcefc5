using System.Diagnostics;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// From a row of features to the standardised columns that the linear, Bayesian and network learners read. Values are held within their 0.5 and 99.5 % quantiles, which bounds what one wild row can do in
/// training and any row later, infinite ones too; a feature with missing values gets a second column that says so; a category is a column. Features that never vary have none.
/// </summary>
internal sealed class DesignColumns
{
    /// <summary>Values beyond this quantile, on either side, count as if they lay on it.</summary>
    private const double OuterLevel = 0.005;

    /// <summary>Categories at most that get a column; the others share the intercept.</summary>
    private const int MostCategories = 32;

    /// <summary>Rows looked at to place the bounds: their rank error is at most √(0.005/50,000) = 0.03 %.</summary>
    private const int SampleRows = 50_000;

    /// <summary>A column that deviates less than this, relative to its values, is rounding.</summary>
    private const double SmallestDeviation = 1e-6;

    private readonly DesignColumn[] columns;

    private DesignColumns(int featureCount, DesignColumn[] columns)
    {
        FeatureCount = featureCount;
        this.columns = columns;
    }

    public int FeatureCount { get; }

    public int Count => columns.Length;

    public static DesignColumns Fit(LearnerData data)
    {
        var columns = new List<DesignColumn>();
        for (int feature = 0; feature < data.FeatureCount; feature++)
            columns.AddRange(Candidates(data, feature).Select(column => Standardised(data, column)).OfType<DesignColumn>());
        return columns.Count <= MostColumns
            ? new DesignColumns(data.FeatureCount, [.. columns])
            : throw new ArgumentException($"The data has {columns.Count} columns for learners of the linear kind; they take {MostColumns} at most.");
    }

    /// <param name="row">[FeatureCount]</param>
    /// <param name="values">[Count]</param>
    public void Write(ReadOnlySpan<float> row, Span<float> values)
    {
        Debug.Assert(row.Length == FeatureCount && values.Length == Count);
        for (int i = 0; i < columns.Length; i++)
            values[i] = columns[i].Of(row[columns[i].Feature]);
    }

    /// <summary>[rows × stride], zero beyond the columns.</summary>
    public float[] Matrix(LearnerData data, int stride)
    {
        float[] matrix = new float[data.RowCount * stride];
        for (int row = 0; row < data.RowCount; row++)
            Write(data.Features.AsSpan(row * FeatureCount, FeatureCount), matrix.AsSpan(row * stride, Count));
        return matrix;
    }

    /// <summary>[Count] whether a column is the value of one of these features.</summary>
    public bool[] AreValuesOf(int[] features) => Array.ConvertAll(columns, column => column.Kind == DesignKind.Value && features.Contains(column.Feature));

    public void Write(BinaryWriter writer)
    {
        writer.Write(FeatureCount);
        writer.Write(columns.Length);
        foreach (DesignColumn column in columns)
        {
            writer.Write(column.Feature);
            writer.Write((int)column.Kind);
            writer.Write(column.Low);
            writer.Write(column.High);
            writer.Write(column.Centre);
            writer.Write(column.Scale);
        }
    }

    /// <exception cref="InvalidDataException">Not columns.</exception>
    public static DesignColumns Read(BinaryReader reader)
    {
        int featureCount = reader.ReadInt32();
        int count = reader.ReadInt32();
        ArrayBytes.Require(featureCount > 0 && count is >= 0 and <= MostColumns, $"A model of {featureCount} features and {count} columns is not possible.");
        var columns = new List<DesignColumn>();
        for (int i = 0; i < count; i++)
        {
            var column = new DesignColumn(reader.ReadInt32(), (DesignKind)reader.ReadInt32(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadDouble(), reader.ReadDouble());
            ArrayBytes.Require(column.Feature >= 0 && column.Feature < featureCount && Enum.IsDefined(column.Kind), "A column of the model reads a feature that is not there.");
            ArrayBytes.Require(column.Low <= column.High && double.IsFinite(column.Centre) && column.Scale > 0 && double.IsFinite(column.Scale), "A column of the model has an impossible scale.");
            columns.Add(column);
        }

        return new DesignColumns(featureCount, [.. columns]);
    }

    /// <summary>A row of columns lies on the stack in inference; a damaged count is refused before memory is asked for.</summary>
    private const int MostColumns = 8192;

    private static IEnumerable<DesignColumn> Candidates(LearnerData data, int feature)
    {
        float[] sorted = SortedSample(data, feature);
        if (sorted.Length > 0 && data.CategoricalFeatures.Contains(feature))
        {
            foreach (var category in sorted.GroupBy(value => value).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(MostCategories))
                yield return new DesignColumn(feature, DesignKind.Category, category.Key, category.Key, 0, 1);
        }
        else if (sorted.Length > 0)
        {
            int cut = (int)(OuterLevel * sorted.Length);
            yield return new DesignColumn(feature, DesignKind.Value, sorted[cut], sorted[^(1 + cut)], double.NaN, 1);
        }

        yield return new DesignColumn(feature, DesignKind.Missing, 0, 0, 0, 1);
    }

    private static float[] SortedSample(LearnerData data, int feature)
    {
        int stride = Math.Max(1, data.RowCount / SampleRows);
        var sample = new List<float>(data.RowCount / stride + 1);
        for (int row = 0; row < data.RowCount; row += stride)
        {
            float value = data.Features[row * data.FeatureCount + feature];
            if (!float.IsNaN(value))
                sample.Add(Math.Clamp(value, float.MinValue, float.MaxValue));
        }

        sample.Sort();
        return [.. sample];
    }

    /// <summary>Null when the column does not vary.</summary>
    private static DesignColumn? Standardised(LearnerData data, DesignColumn column)
    {
        double mean = Mean(data, column, plain => plain);
        double deviation = Math.Sqrt(Mean(data, column, plain => (plain - mean) * (plain - mean)));
        return deviation > SmallestDeviation * Math.Abs(mean) && double.IsFinite(deviation) ? column with { Centre = mean, Scale = deviation } : null;
    }

    /// <summary>Weighted, over the rows where the column is not missing (its centre is still NaN there).</summary>
    private static double Mean(LearnerData data, DesignColumn column, Func<double, double> of)
    {
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < data.RowCount; row++)
        {
            double plain = column.Plain(data.Features[row * data.FeatureCount + column.Feature]);
            double own = double.IsNaN(plain) ? 0 : data.Weights?[row] ?? 1;
            sum += own == 0 ? 0 : own * of(plain);
            weight += own;
        }

        return sum / weight;
    }
}
