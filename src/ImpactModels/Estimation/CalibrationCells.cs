using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// The cells that calibration looks at separately: liquidity bucket × strategy. Liquidity is the half spread over the daily volatility, which tells one-tick names from wide ones whatever they cost;
/// its edges are quantiles of the training orders. A cell does not depend on the order's size, so that calibration keeps cost monotone in it.
/// </summary>
public sealed class CalibrationCells
{
    /// <summary>Thirds: enough to separate the kinds of instrument, few enough that each keeps days to calibrate on.</summary>
    public const int LiquidityBuckets = 3;

    /// <summary>Midway between the taker fractions of the named strategies (0.1, 0.5, 1).</summary>
    public const double PassiveBelow = 0.3;
    public const double AggressiveFrom = 0.75;

    private static readonly ImmutableArray<string> liquidityNames = ["tight", "medium", "wide"];
    private static readonly ImmutableArray<string> strategyNames = ["passive", "balanced", "aggressive"];

    private readonly double lowerEdge;
    private readonly double upperEdge;

    private CalibrationCells(double lowerEdge, double upperEdge) => (this.lowerEdge, this.upperEdge) = (lowerEdge, upperEdge);

    public static CellGrid Grid { get; } = new(LiquidityBuckets, strategyNames.Length);

    /// <param name="spreadOverVolatility">Of the training orders; empty gives one liquidity bucket.</param>
    public static CalibrationCells Fit(IEnumerable<double> spreadOverVolatility)
    {
        double[] sorted = [.. spreadOverVolatility.Where(double.IsFinite).Order()];
        return sorted.Length == 0
            ? new CalibrationCells(double.PositiveInfinity, double.PositiveInfinity)
            : new CalibrationCells(sorted[sorted.Length / LiquidityBuckets], sorted[sorted.Length * 2 / LiquidityBuckets]);
    }

    /// <summary>(half spread in bps)/(daily volatility in bps).</summary>
    public static double SpreadOverVolatility(double halfSpreadBps, double dailyVolatility) => halfSpreadBps / (dailyVolatility * 1e4);

    public int CellOf(in LawInput order) => CellOf(order.HalfSpreadBps, order.DailyVolatility, order.TakerFraction);

    public int CellOf(double halfSpreadBps, double dailyVolatility, double takerFraction)
    {
        double spread = SpreadOverVolatility(halfSpreadBps, dailyVolatility);
        int liquidity = spread < lowerEdge ? 0 : spread < upperEdge ? 1 : 2;
        return liquidity * strategyNames.Length + StrategyOf(takerFraction);
    }

    /// <summary>0 passive, 1 balanced, 2 aggressive.</summary>
    public static int StrategyOf(double takerFraction) => takerFraction < PassiveBelow ? 0 : takerFraction < AggressiveFrom ? 1 : 2;

    public static string StrategyName(double takerFraction) => strategyNames[StrategyOf(takerFraction)];

    public static string NameOf(int cell) => $"{liquidityNames[cell / strategyNames.Length]}/{strategyNames[cell % strategyNames.Length]}";

    /// <summary>[cells] the name of each, and of those that share its map because they had too few days of their own: "medium/balanced (with tight/balanced)".</summary>
    public static ImmutableArray<string> NamesIn(LevelCalibration calibration) => [.. Enumerable.Range(0, Grid.Count).Select(cell => NameIn(calibration.Group(cell), cell))];

    private static string NameIn(CalibrationGroup group, int cell)
    {
        if (!group.IsMerged)
            return NameOf(cell);
        return group.Cells.Length == Grid.Count ? $"{NameOf(cell)} (with all others)" : $"{NameOf(cell)} (with {string.Join(", ", group.Cells.Where(other => other != cell).Select(NameOf))})";
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(lowerEdge);
        writer.Write(upperEdge);
    }

    public static CalibrationCells Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble());
}
