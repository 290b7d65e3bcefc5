using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>Both levels of a rank pair with their piece of the curve found beforehand.</summary>
internal readonly struct CopulaPoint(RankPair pair)
{
    public LevelPoint Slippage { get; } = new(pair.SlippageLevel);

    public LevelPoint PriceShift { get; } = new(pair.PriceShiftLevel);

    internal readonly struct LevelPoint
    {
        private readonly int segment;
        private readonly double share;

        public LevelPoint(double level)
        {
            ReadOnlySpan<double> levels = QuantileLevels.All;
            bool inside = level >= levels[0] && level <= levels[^1];
            segment = inside ? CostCurve.SegmentOf(level) : -1;
            share = inside ? (level - levels[segment]) / CostCurve.Masses[segment] : level;
        }

        public double Of(in CostCurve curve)
        {
            if (segment < 0)
                return curve.Quantile(share);
            ReadOnlySpan<double> x = curve.Knots;
            return x[segment] + share * (x[segment + 1] - x[segment]);
        }
    }
}
