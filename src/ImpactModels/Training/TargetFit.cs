using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.ImpactModels.Training;

/// <summary>Trains the learner of one target on top of a fitted law; not yet calibrated, and fully believed.</summary>
internal static class TargetFit
{
    /// <summary>A learner needs some rows before a split means anything.</summary>
    private const int MinimumRows = 200;

    public static TargetModel Fit(
        ImpactTarget target,
        ParametricModel parametric,
        TrainingRows rows,
        LearnerInput input,
        TrainerOptions options,
        IProgress<LearnerProgress>? progress,
        CancellationToken cancellation)
    {
        TargetModel lawOnly = LawOnly(target, parametric);
        LearnerData data = rows.ToLearnerData(lawOnly, input, options.Seed + (ulong)target);
        return data.RowCount < MinimumRows
            ? lawOnly
            : With(lawOnly, options.Learner.Fit(data, progress, cancellation), LearnedTrust.Full, null, lawOnly.Horizons, lawOnly.Calibration, lawOnly.Tails);
    }

    /// <summary>No learner has a say.</summary>
    public static TargetModel LawOnly(ImpactTarget target, ParametricModel parametric) => new()
    {
        Target = target,
        Parametric = parametric,
        Calibration = LevelCalibration.Identity(CalibrationCells.Grid),
        Tails = TailShape.Default,
    };

    public static TargetModel With(
        TargetModel target, IQuantileModel? learner, LearnedTrust trust, SpreadAtomModel? atom, HorizonCalibration horizons, LevelCalibration calibration, in TailShape tails, SizeAmplitude? amplitude = null) => new()
    {
        Target = target.Target,
        Parametric = target.Parametric,
        Amplitude = amplitude ?? target.Amplitude,
        Learner = trust.IsNone ? null : learner,
        Trust = learner is null ? LearnedTrust.None : trust,
        Atom = atom is null || atom.Trust.IsNone ? null : atom,
        Horizons = horizons,
        Calibration = calibration,
        Tails = tails,
    };
}
