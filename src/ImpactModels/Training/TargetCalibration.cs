using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Training;

/// <summary>Calibrates one target on a later, purged block: how far the spread atom is believed, one increasing map of levels per cell, then the tails of the curves that will be served.</summary>
internal static class TargetCalibration
{
    private const ulong PitStream = 0x9117;

    /// <param name="atom">Fitted on the training fold; null for none.</param>
    /// <param name="pits">[rows] calibrated PIT values, NaN where the target is missing: the ranks of the copula.</param>
    public static TargetModel Calibrate(TargetModel target, SpreadAtomModel? atom, TrainingRows rows, LearnerInput input, CalibrationCells cells, ulong seed, out double[] pits)
    {
        int[] known = rows.RowsWith(target.Target);
        double[] curves = RawCurves(target, rows, known, input);
        SpreadAtomModel? believed = atom?.With(SpreadAtomChoice.Choose(atom, rows, known, curves, input));
        PointMass?[] atoms = Atoms(believed, rows, known, curves, input);
        int[] cellOf = Array.ConvertAll(known, i => cells.CellOf(rows.Inputs[i]));
        SeededRandom random = new SeededRandom(seed).Fork(PitStream);
        double[] raw = new double[known.Length];
        for (int i = 0; i < known.Length; i++)
            raw[i] = RandomisedPit.Of(TargetModel.Distribution(CurveAt(curves, i), TargetModel.RawTails, atoms[i]), rows.TargetBps(target.Target, known[i]), random);
        LevelCalibration calibration = LevelCalibration.Fit(CalibrationCells.Grid, raw, cellOf, Array.ConvertAll(known, i => rows.Days[i]));
        pits = new double[rows.Count];
        Array.Fill(pits, double.NaN);
        for (int i = 0; i < known.Length; i++)
        {
            pits[known[i]] = calibration.CalibratedPit(cellOf[i], raw[i]);
            calibration.Apply(cellOf[i], CurveAt(curves, i), TargetModel.RawTails, atoms[i], CurveAt(curves, i));
            if (atoms[i] is { } mass)
                CostDistribution.FromCurve(CurveAt(curves, i), TargetModel.RawTails, mass).CopyCurve(CurveAt(curves, i));
        }

        TailShape tails = TailShape.FitCurves(curves, Array.ConvertAll(known, i => rows.TargetBps(target.Target, i)));
        return TargetFit.With(target, target.Learner, target.Trust, believed, calibration, tails);
    }

    public static Span<double> CurveAt(double[] curves, int row) => curves.AsSpan(row * QuantileLevels.Count, QuantileLevels.Count);

    private static double[] RawCurves(TargetModel target, TrainingRows rows, int[] known, LearnerInput input)
    {
        double[] curves = new double[known.Length * QuantileLevels.Count];
        float[] row = new float[input.ColumnCount];
        for (int i = 0; i < known.Length; i++)
        {
            input.WriteRow(rows.Orders[known[i]].Features, row);
            target.RawCurve(rows.Inputs[known[i]], rows.Orders[known[i]].HorizonSeconds, row, CurveAt(curves, i));
        }

        return curves;
    }

    private static PointMass?[] Atoms(SpreadAtomModel? atom, TrainingRows rows, int[] known, double[] curves, LearnerInput input)
    {
        PointMass?[] atoms = new PointMass?[known.Length];
        float[] row = new float[input.ColumnCount];
        for (int i = 0; atom is not null && i < known.Length; i++)
        {
            input.WriteRow(rows.Orders[known[i]].Features, row);
            atoms[i] = atom.At(rows.Inputs[known[i]], rows.Orders[known[i]].HorizonSeconds, row, CurveAt(curves, i));
        }

        return atoms;
    }
}
