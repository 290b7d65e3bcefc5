using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Training;

/// <summary>What the inner folds decided.</summary>
public sealed record InnerChoice(LawKind Law, LearnedTrust SlippageTrust, LearnedTrust PriceShiftTrust);

/// <summary>
/// Decides on purged walk-forward folds inside the training fold which law is the prior and how far the learned curve is believed over it, so that scarce data does not lose to the law:
/// by range of horizon the weight w* with the least pinball loss in bps, times D/(D + 1) for D validated days, because one day's verdict is worth half.
/// </summary>
internal sealed class InnerSelection(LearnerInput input, TrainerOptions options)
{
    public InnerChoice Choose(TrainingRows rows, Action<string, int, int> progress, CancellationToken cancellation)
    {
        InnerFold[] folds = InnerFold.WalkForward(rows.Days, options.InnerFolds);
        LawKind law = folds.Length == 0 ? LawKind.Power : ChooseLaw(rows, folds);
        if (options.Trust is { } given)
            return new InnerChoice(law, given, given);
        if (folds.Length == 0)
            return new InnerChoice(law, LearnedTrust.None, LearnedTrust.None);
        double[][] slippageLosses = NoLosses();
        double[][] shiftLosses = NoLosses();
        for (int k = 0; k < folds.Length; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress("Inner folds", k, folds.Length);
            TrainingRows learn = rows.Where(folds[k].Learns);
            TrainingRows validate = rows.Where(folds[k].Validates);
            ParametricModel parametric = ParametricModel.Fit(law, learn.Observations(), ResidualCentring.Observed);
            AddLosses(TargetFit.Fit(ImpactTarget.Slippage, parametric, learn, input, options, null, cancellation), validate, slippageLosses);
            AddLosses(TargetFit.Fit(ImpactTarget.PriceShift, parametric, learn, input, options, null, cancellation), validate, shiftLosses);
        }

        progress("Inner folds", folds.Length, folds.Length);
        double days = rows.Days.Distinct().Count(day => folds.Any(fold => fold.Validates(day)));
        return new InnerChoice(law, Shrunk(slippageLosses, days), Shrunk(shiftLosses, days));
    }

    private LawKind ChooseLaw(TrainingRows rows, InnerFold[] folds)
    {
        double[] losses = new double[options.Laws.Length];
        foreach (InnerFold fold in folds)
        {
            LawObservation[] learn = rows.Where(fold.Learns).Observations();
            TrainingRows validate = rows.Where(fold.Validates);
            for (int i = 0; i < losses.Length; i++)
                losses[i] += LawLoss(ParametricModel.Fit(options.Laws[i], learn, ResidualCentring.Observed), validate);
        }

        return options.Laws[Array.IndexOf(losses, losses.Min())];
    }

    private static double LawLoss(ParametricModel model, TrainingRows rows)
    {
        Span<double> curve = stackalloc double[QuantileLevels.Count];
        double loss = 0;
        foreach (int i in rows.RowsWith(ImpactTarget.Slippage))
        {
            model.SlippageCurve(rows.Inputs[i], curve);
            loss += rows.Weights[i] * PinballLoss.Mean(curve, rows.Orders[i].SlippageBps);
        }

        return loss;
    }

    /// <summary>[range of horizon][weight].</summary>
    private double[][] NoLosses() => [.. LearnedTrust.KnotSeconds.Select(_ => new double[options.LearnedWeights.Length])];

    private void AddLosses(TargetModel target, TrainingRows rows, double[][] losses)
    {
        Span<double> prior = stackalloc double[QuantileLevels.Count];
        Span<double> learned = stackalloc double[QuantileLevels.Count];
        Span<double> blend = stackalloc double[QuantileLevels.Count];
        float[] row = new float[input.ColumnCount];
        foreach (int i in rows.RowsWith(target.Target))
        {
            double horizonSeconds = rows.Orders[i].HorizonSeconds;
            double[] ofRange = losses[LearnedTrust.RangeOf(horizonSeconds)];
            input.WriteRow(rows.Orders[i].Features, row);
            target.ParametricCurve(rows.Inputs[i], prior);
            target.RawCurve(rows.Inputs[i], horizonSeconds, row, learned);
            for (int w = 0; w < ofRange.Length; w++)
            {
                for (int level = 0; level < blend.Length; level++)
                    blend[level] = prior[level] + options.LearnedWeights[w] * (learned[level] - prior[level]);
                ofRange[w] += rows.Weights[i] * PinballLoss.Mean(blend, rows.TargetBps(target.Target, i));
            }
        }
    }

    private LearnedTrust Shrunk(double[][] losses, double days) =>
        new(losses.Select(ofRange => options.LearnedWeights[Array.IndexOf(ofRange, ofRange.Min())] * days / (days + 1)));
}
