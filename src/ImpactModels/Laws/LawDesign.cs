using System.Collections.Immutable;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// The least-squares system of one law on one set of rows: every usable slippage and price shift is an equation Σθ·f = y divided by its noise scale. Columns: the law's coefficients, then the
/// ratios beside the exact spread cost (slippage taker, slippage maker, price shift taker, price shift maker). Laws' published values enter as a prior.
/// </summary>
internal sealed class LawDesign
{
    private const int SpreadColumns = 4;

    /// <summary>Fits beside the exact spread cost seldom find more than a half spread.</summary>
    private const double SpreadWidth = 0.5;

    /// <summary>Residuals beyond this many scales are weighted down (Huber): far enough out to leave the mean of a skewed cost alone.</summary>
    private const double RobustScales = 4;

    private readonly LawRows rows;
    private readonly double[] slippageWeights, priceShiftWeights;
    private readonly double[] slippageScales, priceShiftScales;

    public LawDesign(LawTemplate template, LawRows rows, LawNoise noise)
    {
        Template = template;
        this.rows = rows;
        slippageScales = [.. rows.Rows.Select(row => noise.Slippage.SlippageBps(row.Order))];
        priceShiftScales = [.. rows.Rows.Select(row => noise.PriceShift.PriceShiftBps(row.Order))];
        slippageWeights = [.. rows.Rows.Select(row => row.Weight / rows.MeanWeight)];
        priceShiftWeights = [.. rows.Rows.Select(row => double.IsFinite(row.PriceShiftBps) ? row.Weight / rows.MeanWeight : 0)];
        Prior = [.. template.Coefficients, .. Enumerable.Repeat(new PriorValue(0, SpreadWidth, double.NegativeInfinity, double.PositiveInfinity), SpreadColumns)];
        EffectiveCount = rows.EffectiveCount + EffectiveRows.Of(priceShiftWeights.Count(w => w > 0), rows.BlockCount, EffectiveRows.MeanCorrelation);
    }

    public LawTemplate Template { get; }

    /// <summary>[columns] of the linear parameters.</summary>
    public ImmutableArray<PriorValue> Prior { get; }

    public int Columns => Prior.Length;

    public int RowCount => rows.Count;

    public int BlockCount => rows.BlockCount;

    public double EffectiveCount { get; }

    public int BlockOf(int row) => rows.Rows[row].Block;

    /// <summary>Writes the equation of a slippage, divided by its scale; returns its weight.</summary>
    public double SlippageEquation(int row, ReadOnlySpan<double> exponents, Span<double> columns, out double target)
    {
        LawInput order = rows.Rows[row].Order;
        columns.Clear();
        Template.Slippage(order, exponents, columns);
        int spread = Columns - SpreadColumns;
        columns[spread] = order.HalfSpreadBps * order.TakerFraction;
        columns[spread + 1] = order.HalfSpreadBps * (1 - order.TakerFraction);
        target = (rows.Rows[row].SlippageBps - order.SpreadCostBps) / slippageScales[row];
        Divide(columns, slippageScales[row]);
        return slippageWeights[row];
    }

    /// <summary>The same of a price shift; weight zero where it is missing.</summary>
    public double PriceShiftEquation(int row, ReadOnlySpan<double> exponents, Span<double> columns, out double target)
    {
        columns.Clear();
        target = 0;
        if (priceShiftWeights[row] == 0)
            return 0;
        LawInput order = rows.Rows[row].Order;
        Template.PriceShift(order, exponents, columns);
        int spread = Columns - SpreadColumns + 2;
        columns[spread] = order.HalfSpreadBps * order.TakerFraction;
        columns[spread + 1] = order.HalfSpreadBps * (1 - order.TakerFraction);
        target = rows.Rows[row].PriceShiftBps / priceShiftScales[row];
        Divide(columns, priceShiftScales[row]);
        return priceShiftWeights[row];
    }

    /// <summary>Weights down what lies far from the current fit.</summary>
    public void Reweight(ReadOnlySpan<double> exponents, ReadOnlySpan<double> linear)
    {
        Span<double> columns = stackalloc double[Columns];
        for (int i = 0; i < rows.Count; i++)
        {
            SlippageEquation(i, exponents, columns, out double target);
            slippageWeights[i] = Robust(rows.Rows[i].Weight, target - Dot(columns, linear));
            if (PriceShiftEquation(i, exponents, columns, out target) > 0)
                priceShiftWeights[i] = Robust(rows.Rows[i].Weight, target - Dot(columns, linear));
        }
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The law with given exponents and linear parameters.</summary>
    public IImpactLaw Build(ReadOnlySpan<double> exponents, ReadOnlySpan<double> linear)
    {
        ReadOnlySpan<double> spread = linear[^SpreadColumns..];
        double[] reported = Template.Report(exponents, linear[..^SpreadColumns]);
        SpreadTerm exact = SpreadTerm.ExactCost;
        return Template.Build(reported, new SpreadTerm(exact.TakerRatio + spread[0], exact.MakerRatio + spread[1]), new SpreadTerm(spread[2], spread[3]));
    }

    private double Robust(double weight, double residual) => weight / rows.MeanWeight * Math.Min(1, RobustScales / Math.Max(Math.Abs(residual), RobustScales));

    private static void Divide(Span<double> columns, double scale)
    {
        for (int i = 0; i < columns.Length; i++)
            columns[i] /= scale;
    }
}
