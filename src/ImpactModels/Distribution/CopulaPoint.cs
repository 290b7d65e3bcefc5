using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>Both levels of a rank pair with their piece of the curve found beforehand.</summary>
internal readonly struct CopulaPoint(RankPair pair)
{
    public LevelPoint Slippage { get; } = new(pair.SlippageLevel);

    public LevelPoint PriceShift { get; } = new(pair.PriceShiftLevel);

    internal readonly struct LevelPoint
    {
        private readonly double level;
        private readonly int piece;
        private readonly double share;

        public LevelPoint(double level)
        {
            ReadOnlySpan<double> levels = QuantileLevels.All;
            bool inside = level >= levels[0] && level <= levels[^1];
            this.level = level;
            piece = inside ? LevelPieces.Of(level) : -1;
            share = inside ? (level - levels[piece]) / LevelPieces.Masses[piece] : 0;
        }

        /// <param name="knots">Of the curve.</param>
        /// <param name="knotOfPiece">[16] <see cref="CostCurve.WriteKnotsOfPieces"/>.</param>
        public double Of(in CostCurve curve, ReadOnlySpan<double> knots, ReadOnlySpan<sbyte> knotOfPiece)
        {
            int knot = piece < 0 ? -1 : knotOfPiece[piece];
            return knot < 0 ? curve.Quantile(level) : knots[knot] + share * (knots[knot + 1] - knots[knot]);
        }
    }
}
