using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// What a law leaves over, in units of its noise scale, as quantile curves by taker fraction (three rows) and by noise over spread ln(σ√T/hs) (up to six columns at their centres, linear between).
/// Small cells are shrunk to their row, rows to the pool, the pool to the normal curve. Neither axis depends on size.
/// </summary>
public sealed class LawResidualTable
{
    internal const int MaximumColumns = 6;

    private const int Count = QuantileLevels.Count;

    private readonly double[] centres;
    private readonly double[] curves;

    internal LawResidualTable(double[] centres, double[] curves, TailShape tails) => (this.centres, this.curves, Tails) = (centres, curves, tails);

    public TailShape Tails { get; }

    /// <summary>Unit normal residuals: what stands before there is data.</summary>
    public static LawResidualTable Normal()
    {
        double[] normal = NormalDistribution.AtLevels();
        return new LawResidualTable([0], [.. normal, .. normal, .. normal], TailShape.Default);
    }

    /// <summary>Writes the scaled residual curve [17] of an order.</summary>
    public void Curve(in LawInput order, Span<double> curve) => Curve(ResidualAxes.LogRatio(order), ResidualAxes.TakerRow(order.TakerFraction), curve);

    internal void Curve(double logRatio, int takerRow, Span<double> curve)
    {
        int right = 0;
        while (right < centres.Length && centres[right] < logRatio)
            right++;
        ReadOnlySpan<double> high = Cell(takerRow, Math.Min(right, centres.Length - 1));
        if (right == 0 || right == centres.Length)
        {
            high.CopyTo(curve);
            return;
        }

        ReadOnlySpan<double> low = Cell(takerRow, right - 1);
        double share = (logRatio - centres[right - 1]) / (centres[right] - centres[right - 1]);
        for (int i = 0; i < Count; i++)
            curve[i] = low[i] + share * (high[i] - low[i]);
    }

    /// <summary>The same table with every curve of mean zero.</summary>
    internal LawResidualTable Centred()
    {
        double[] moved = (double[])curves.Clone();
        for (int start = 0; start < moved.Length; start += Count)
            MeanCentring.Apply(moved.AsSpan(start, Count), Tails);
        return new LawResidualTable(centres, moved, Tails);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(centres.Length);
        foreach (double value in centres)
            writer.Write(value);
        foreach (double value in curves)
            writer.Write(value);
        Tails.Write(writer);
    }

    /// <exception cref="InvalidDataException">Not between one and six columns.</exception>
    public static LawResidualTable Read(BinaryReader reader)
    {
        int columns = reader.ReadInt32();
        if (columns is < 1 or > MaximumColumns)
            throw new InvalidDataException($"{columns} columns of residual curves, between 1 and {MaximumColumns} are expected.");
        double[] centres = ReadDoubles(reader, columns);
        double[] curves = ReadDoubles(reader, ResidualAxes.TakerRows * columns * Count);
        return new LawResidualTable(centres, curves, TailShape.Read(reader));
    }

    private ReadOnlySpan<double> Cell(int takerRow, int column) => curves.AsSpan((takerRow * centres.Length + column) * Count, Count);

    private static double[] ReadDoubles(BinaryReader reader, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = reader.ReadDouble();
        return values;
    }
}
