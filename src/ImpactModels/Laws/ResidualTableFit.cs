using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>Fits a <see cref="LawResidualTable"/>: columns at quantiles of the noise/spread ratio, weighted quantiles in each cell, shrinkage by the effective number of rows.</summary>
internal sealed class ResidualTableFit
{
    /// <summary>A cell of this many independent rows is believed as much as its row: the error of its 5 % quantile is then about the difference between neighbouring cells.</summary>
    private const double ShrinkageRows = 60;

    /// <summary>Independent rows that one column needs.</summary>
    private const double RowsPerColumn = 100;

    private readonly ResidualRow[] rows;
    private readonly double[] edges;
    private readonly double[] scratch = new double[QuantileLevels.Count];

    private ResidualTableFit(ResidualRow[] rows)
    {
        this.rows = rows;
        edges = Edges(rows);
    }

    public static LawResidualTable Fit(IEnumerable<ResidualRow> residuals, ResidualCentring centring)
    {
        ResidualRow[] rows = [.. residuals];
        if (rows.Length == 0)
            return LawResidualTable.Normal();
        LawResidualTable table = new ResidualTableFit(rows).Table();
        return centring == ResidualCentring.Law ? table.Centred() : table;
    }

    private LawResidualTable Table()
    {
        int columns = edges.Length + 1;
        double[] pool = NormalDistribution.AtLevels();
        Shrink(rows, pool);
        List<double> curves = [];
        for (int taker = 0; taker < ResidualAxes.TakerRows; taker++)
        {
            ResidualRow[] own = [.. rows.Where(row => ResidualAxes.TakerRow(row.TakerFraction) == taker)];
            double[] middle = (double[])pool.Clone();
            Shrink(own, middle);
            for (int column = 0; column < columns; column++)
            {
                double[] curve = (double[])middle.Clone();
                Shrink([.. own.Where(row => Column(row.LogRatio) == column)], curve);
                curves.AddRange(curve);
            }
        }

        LawResidualTable table = new(Centres(columns), [.. curves], TailShape.Default);
        return new LawResidualTable(Centres(columns), [.. curves], FitTails(table));
    }

    /// <summary>Moves a prior curve towards the quantiles of some rows by n/(n + <see cref="ShrinkageRows"/>), n their effective number. Convex, so the curve stays increasing.</summary>
    private void Shrink(ResidualRow[] some, double[] curve)
    {
        if (some.Length == 0)
            return;
        double n = EffectiveRows.Of(some.Length, some.Select(row => row.Block).Distinct().Count());
        double weight = n / (n + ShrinkageRows);
        WeightedQuantiles.Write([.. some.Select(row => row.Residual)], [.. some.Select(row => row.Weight)], QuantileLevels.All, scratch);
        for (int i = 0; i < curve.Length; i++)
            curve[i] += weight * (scratch[i] - curve[i]);
    }

    private TailShape FitTails(LawResidualTable table)
    {
        double[] lower = new double[rows.Length];
        double[] upper = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            table.Curve(rows[i].LogRatio, ResidualAxes.TakerRow(rows[i].TakerFraction), scratch);
            lower[i] = TailShape.LowerExcess(scratch, rows[i].Residual);
            upper[i] = TailShape.UpperExcess(scratch, rows[i].Residual);
        }

        return TailShape.Fit(lower, upper);
    }

    private int Column(double logRatio)
    {
        int column = 0;
        while (column < edges.Length && logRatio >= edges[column])
            column++;
        return column;
    }

    /// <summary>Mean ratio of each column.</summary>
    private double[] Centres(int columns)
    {
        double[] sums = new double[columns];
        double[] weights = new double[columns];
        foreach (ResidualRow row in rows)
        {
            int column = Column(row.LogRatio);
            sums[column] += row.LogRatio;
            weights[column]++;
        }

        return [.. sums.Zip(weights, (sum, weight) => sum / weight)];
    }

    /// <summary>Distinct quantiles of the ratio, such that no column is empty.</summary>
    private static double[] Edges(ResidualRow[] rows)
    {
        double independent = EffectiveRows.Of(rows.Length, rows.Select(row => row.Block).Distinct().Count());
        int columns = Math.Clamp((int)(independent / RowsPerColumn), 1, LawResidualTable.MaximumColumns);
        double[] sorted = [.. rows.Select(row => row.LogRatio).Order()];
        List<double> edges = [];
        for (int k = 1; k < columns; k++)
        {
            double edge = sorted[k * sorted.Length / columns];
            if (edge > sorted[0] && (edges.Count == 0 || edge > edges[^1]))
                edges.Add(edge);
        }

        return [.. edges];
    }
}
