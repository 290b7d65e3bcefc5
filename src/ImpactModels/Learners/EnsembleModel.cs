using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>A model and its share of the answer.</summary>
public sealed record WeightedMember(double Weight, IQuantileModel Model);

/// <summary>Σ weight·curve of the members, level by level.</summary>
public sealed class EnsembleModel : IQuantileModel
{
    internal const string Tag = "ensemble";

    /// <summary>Kinds of learners that an ensemble can hold; a damaged count is refused.</summary>
    internal const int MostMembers = 64;

    /// <summary>Weights that were written add up to one but for rounding.</summary>
    private const double SumTolerance = 1e-9;

    private const int Levels = QuantileLevels.Count;
    private const int Version = 1;

    private readonly WeightedMember[] members;

    internal EnsembleModel(WeightedMember[] members) => this.members = members;

    public IReadOnlyList<WeightedMember> Members => members;

    public int FeatureCount => members[0].Model.FeatureCount;

    public void Predict(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        ModelShapes.Check(FeatureCount, row, baseCurve, quantiles);
        Span<double> curve = stackalloc double[Levels];
        quantiles.Clear();
        foreach (WeightedMember member in members)
        {
            member.Model.Predict(row, baseCurve, curve);
            for (int level = 0; level < Levels; level++)
                quantiles[level] += member.Weight * curve[level];
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Tag);
        writer.Write(Version);
        writer.Write(members.Length);
        foreach (WeightedMember member in members)
        {
            writer.Write(member.Weight);
            member.Model.Write(writer);
        }
    }

    /// <param name="reader">After the tag.</param>
    /// <param name="readMember">Reads a model that is not an ensemble itself.</param>
    internal static EnsembleModel Read(BinaryReader reader, Func<BinaryReader, IQuantileModel> readMember)
    {
        int version = reader.ReadInt32();
        ArrayBytes.Require(version == Version, $"Ensemble-of-learners format {version} is not known; this build reads {Version}.");
        int count = reader.ReadInt32();
        ArrayBytes.Require(count is >= 1 and <= MostMembers, $"An ensemble of {count} models is not possible.");
        var members = new WeightedMember[count];
        for (int i = 0; i < count; i++)
            members[i] = new WeightedMember(reader.ReadDouble(), readMember(reader));
        ArrayBytes.Require(members.All(member => member.Weight > 0) && Math.Abs(members.Sum(member => member.Weight) - 1) <= SumTolerance, "The weights of the ensemble are not shares of one.");
        ArrayBytes.Require(members.All(member => member.Model.FeatureCount == members[0].Model.FeatureCount), "The members of the ensemble read different features.");
        return new EnsembleModel(members);
    }
}
