using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Training;

/// <summary>What the inner folds decided.</summary>
/// <param name="Law">The prior.</param>
/// <param name="UsesVolatilityNow">Whether the prior sees the volatility in force (<see cref="VolatilityNow"/>) instead of the daily one.</param>
public sealed record InnerChoice(LawKind Law, bool UsesVolatilityNow, LearnedTrust SlippageTrust, LearnedTrust PriceShiftTrust);

/// <summary>
/// Decides on purged walk-forward folds inside the training fold which law is the prior, whether it sees the volatility in force or the daily one, and how far the learned curve is believed over it
/// (<see cref="TrustChoice"/>), so that scarce data does not lose to the law. Losses are pinball in bps, weighted by evidence.
/// </summary>
internal sealed class InnerSelection(LawInputReader reader, LearnerInput input, TrainerOptions options)
{
    public InnerChoice Choose(TrainingRows rows, Action<string, int, int> progress, CancellationToken cancellation)
    {
        InnerFold[] folds = InnerFold.WalkForward(rows.Days, options.InnerFolds);
        (LawKind law, bool now) = folds.Length == 0 ? (LawKind.Power, true) : ChoosePrior(rows, folds);
        if (options.Trust is { } given)
            return new InnerChoice(law, now, given, given);
        if (folds.Length == 0)
            return new InnerChoice(law, now, LearnedTrust.None, LearnedTrust.None);
        TrustChoice slippageTrust = new(options.LearnedWeights);
        TrustChoice shiftTrust = new(options.LearnedWeights);
        for (int k = 0; k < folds.Length; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress("Inner folds", k, folds.Length);
            (TrainingRows learn, TrainingRows validate) = Split(rows, folds[k], now);
            ParametricModel parametric = ParametricModel.Fit(law, learn.Observations(), ResidualCentring.Observed);
            AddLosses(TargetFit.Fit(ImpactTarget.Slippage, parametric, learn, input, options, null, cancellation), validate, slippageTrust);
            AddLosses(TargetFit.Fit(ImpactTarget.PriceShift, parametric, learn, input, options, null, cancellation), validate, shiftTrust);
        }

        progress("Inner folds", folds.Length, folds.Length);
        return new InnerChoice(law, now, slippageTrust.Choose(), shiftTrust.Choose());
    }

    /// <summary>Both parts of a fold; the blend of volatilities is fitted on the part that learns.</summary>
    private (TrainingRows Learn, TrainingRows Validate) Split(TrainingRows rows, InnerFold fold, bool now)
    {
        TrainingRows learn = rows.Where(fold.Learns);
        TrainingRows validate = rows.Where(fold.Validates);
        if (!now)
            return (learn, validate);
        VolatilityNow volatility = VolatilityNowFit.Fit(learn, reader);
        return (learn.With(volatility, reader), validate.With(volatility, reader));
    }

    private (LawKind Law, bool Now) ChoosePrior(TrainingRows rows, InnerFold[] folds)
    {
        (LawKind Law, bool Now)[] candidates = [.. options.Laws.SelectMany(law => new[] { (law, true), (law, false) })];
        double[] losses = new double[candidates.Length];
        foreach (InnerFold fold in folds)
        {
            foreach (bool now in new[] { true, false })
            {
                (TrainingRows learn, TrainingRows validate) = Split(rows, fold, now);
                LawObservation[] observations = learn.Observations();
                for (int i = 0; i < losses.Length; i++)
                    losses[i] += candidates[i].Now == now ? LawLoss(ParametricModel.Fit(candidates[i].Law, observations, ResidualCentring.Observed), validate) : 0;
            }
        }

        return candidates[Array.IndexOf(losses, losses.Min())];
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

    private void AddLosses(TargetModel target, TrainingRows rows, TrustChoice choice)
    {
        Span<double> prior = stackalloc double[QuantileLevels.Count];
        Span<double> learned = stackalloc double[QuantileLevels.Count];
        Span<double> blend = stackalloc double[QuantileLevels.Count];
        float[] row = new float[input.ColumnCount];
        foreach (int i in rows.RowsWith(target.Target))
        {
            double horizonSeconds = rows.Orders[i].HorizonSeconds;
            double[] losses = choice.LossesOf(LearnedTrust.RangeOf(horizonSeconds), rows.Days[i]);
            input.WriteRow(rows.Orders[i].Features, row);
            target.ParametricCurve(rows.Inputs[i], prior);
            target.RawCurve(rows.Inputs[i], horizonSeconds, row, learned);
            for (int w = 0; w < losses.Length; w++)
            {
                for (int level = 0; level < blend.Length; level++)
                    blend[level] = prior[level] + options.LearnedWeights[w] * (learned[level] - prior[level]);
                losses[w] += rows.Weights[i] * PinballLoss.Mean(blend, rows.TargetBps(target.Target, i));
            }
        }
    }
}
