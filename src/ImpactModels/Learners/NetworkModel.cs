using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>The mean of the members' curves, which cannot cross as none of theirs can.</summary>
public sealed class NetworkModel : IQuantileModel
{
    internal const string Tag = "network";

    private const int Levels = QuantileLevels.Count;

    private readonly DesignColumns columns;
    private readonly NetworkScale scale;
    private readonly Network[] members;

    internal NetworkModel(DesignColumns columns, NetworkScale scale, Network[] members) => (this.columns, this.scale, this.members) = (columns, scale, members);

    public int FeatureCount => columns.FeatureCount;

    public void Predict(ReadOnlySpan<float> row, ReadOnlySpan<double> baseCurve, Span<double> quantiles)
    {
        ModelShapes.Check(FeatureCount, row, baseCurve, quantiles);
        Span<float> x = stackalloc float[columns.Count];
        Span<float> offsets = stackalloc float[Levels];
        Span<float> curve = stackalloc float[Levels];
        columns.Write(row, x);
        scale.Offsets(baseCurve, offsets);
        offsets[QuantileLevels.MedianIndex] = 0;
        quantiles.Clear();
        var pass = new NetworkPass(stackalloc float[members[0].First.Outputs], stackalloc float[members[0].Second.Outputs], stackalloc float[members[0].Last.Outputs]);
        foreach (Network member in members)
        {
            member.Forward(x, pass);
            QuantileHead.Curve(pass.Raw, offsets, curve);
            for (int level = 0; level < Levels; level++)
                quantiles[level] += curve[level];
        }

        double middle = BaseScale.Centre(baseCurve) + scale.Start[QuantileLevels.MedianIndex];
        for (int level = 0; level < Levels; level++)
            quantiles[level] = middle + scale.Spread * (quantiles[level] / members.Length);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Tag);
        NetworkFormat.Write(writer, columns, scale, members);
    }

    internal static NetworkModel Read(BinaryReader reader) => NetworkFormat.Read(reader);
}
