using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Training;

/// <summary>Calibrates one target on a later, purged block: how far the spread atom is believed, one increasing map of levels by horizon and one per cell, then the tails of the curves that will be served.</summary>
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
        double[] outcomes = Array.ConvertAll(known, i => rows.TargetBps(target.Target, i));
        double[] horizonSeconds = Array.ConvertAll(known, i => rows.Orders[i].HorizonSeconds);
        int[] days = Array.ConvertAll(known, i => rows.Days[i]);
        double[] found = new double[known.Length];
        for (int i = 0; i < known.Length; i++)
            found[i] = RandomisedPit.Of(TargetModel.Distribution(CurveAt(curves, i), TargetModel.RawTails, atoms[i]), outcomes[i], random);
        HorizonCalibration horizons = HorizonCalibration.Fit(found, horizonSeconds, days, Array.ConvertAll(known, i => rows.Weights[i]));
        for (int i = 0; i < known.Length; i++)
            found[i] = horizons.CalibratedPit(horizonSeconds[i], found[i]);
        LevelCalibration calibration = LevelCalibration.Fit(CalibrationCells.Grid, found, cellOf, days);
        pits = new double[rows.Count];
        Array.Fill(pits, double.NaN);
        for (int i = 0; i < known.Length; i++)
            pits[known[i]] = calibration.CalibratedPit(cellOf[i], found[i]);
        TargetModel untailed = TargetFit.With(target, target.Learner, target.Trust, believed, horizons, calibration, TailShape.Default);
        TailShape tails = TailsOf(untailed, curves, atoms, horizonSeconds, cellOf, outcomes);
        return TargetFit.With(target, target.Learner, target.Trust, believed, horizons, calibration, tails);
    }

    /// <summary>Of the curves as they will be served.</summary>
    private static TailShape TailsOf(TargetModel target, double[] curves, PointMass?[] atoms, double[] horizonSeconds, int[] cells, double[] outcomes)
    {
        double[] served = new double[curves.Length];
        double[] lengths = new double[curves.Length];
        for (int i = 0; i < outcomes.Length; i++)
        {
            target.CalibratedCurves(CurveAt(curves, i), atoms[i], horizonSeconds[i], cells[i], CurveAt(served, i), CurveAt(lengths, i));
            if (atoms[i] is { } mass)
                CostDistribution.FromCurve(CurveAt(served, i), TargetModel.RawTails, mass, CurveAt(lengths, i)).CopyCurve(CurveAt(served, i));
        }

        return TailShape.FitCurves(served, lengths, outcomes);
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
