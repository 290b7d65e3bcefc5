namespace ImpactService.ImpactModels.Laws;

/// <summary>Weighted means of slippage and price shift in bps, with standard errors from the sums of days.</summary>
internal static class ConstantLawFit
{
    public static FittedLaw Fit(LawRows rows)
    {
        if (rows.Count == 0)
            return LawCalibration.Published(LawKind.Constant, rows, "no usable orders");
        LawParameter slippage = Mean("slippageMean", rows, row => row.SlippageBps);
        LawParameter priceShift = Mean("priceShiftMean", rows, row => row.PriceShiftBps);
        ConstantLaw law = new() { MeanSlippageBps = slippage.Value, MeanPriceShiftBps = priceShift.Value };
        return new FittedLaw(LawKind.Constant, law, [slippage, priceShift], rows.Count, rows.BlockCount, null);
    }

    /// <summary>Σwx/Σw over the finite ones; zero where there is none.</summary>
    private static LawParameter Mean(string name, LawRows rows, Func<LawObservation, double> select)
    {
        LawObservation[] used = [.. rows.Rows.Where(row => double.IsFinite(select(row)))];
        double total = used.Sum(row => row.Weight);
        if (!(total > 0))
            return new LawParameter(name, 0, 0);
        double mean = used.Sum(row => row.Weight * select(row)) / total;
        double variance = rows.BlockCount > 1 ? BetweenDays(used, select, mean) : BetweenRows(used, select, mean, rows);
        return new LawParameter(name, mean, Math.Sqrt(variance) / total);
    }

    private static double BetweenDays(LawObservation[] used, Func<LawObservation, double> select, double mean)
    {
        double[] scores = [.. used.GroupBy(row => row.Block).Select(day => day.Sum(row => row.Weight * (select(row) - mean)))];
        return scores.Sum(s => s * s) * scores.Length / Math.Max(scores.Length - 1, 1);
    }

    /// <summary>One day has no spread of its own: its rows count as their effective number.</summary>
    private static double BetweenRows(LawObservation[] used, Func<LawObservation, double> select, double mean, LawRows rows) =>
        used.Sum(row => Math.Pow(row.Weight * (select(row) - mean), 2)) * rows.Count / rows.EffectiveCount;
}
