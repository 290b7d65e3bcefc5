using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactModels.Training;

/// <summary>
/// Training orders → artifact, in five steps: law and trust chosen on inner folds; law and learner fitted on the training fold; levels, tails and copula calibrated on the next; support and reference
/// point recorded. The test fold is not looked at. Deterministic: the same orders, options and time of creation give the same bytes.
/// </summary>
public sealed class ModelTrainer(TrainerOptions options)
{
    /// <exception cref="ArgumentException">A fold has no usable orders.</exception>
    public ModelArtifact Train(FeatureSchema schema, FoldedOrders orders, ModelCard card, Timestamp createdAt, IProgress<TrainerProgress>? progress, CancellationToken cancellation)
    {
        LawInputReader reader = new(schema);
        LearnerInput input = new(schema);
        TrainingRows train = Require(TrainingRows.Of(orders.Train, reader), "training");
        TrainingRows calibrate = Require(TrainingRows.Of(orders.Calibrate, reader), "calibration");
        InnerChoice choice = new InnerSelection(reader, input, options).Choose(train, Report, cancellation);
        LawObservation[] plain = train.Observations();
        VolatilityNow volatility = choice.UsesVolatilityNow ? VolatilityNowFit.Fit(train, reader) : VolatilityNow.Daily;
        train = train.With(volatility, reader);
        calibrate = calibrate.With(volatility, reader);
        ParametricModel parametric = ParametricModel.Fit(choice.Law, train.Observations(), ResidualCentring.Observed);
        (SizeAmplitude slippageAmplitude, SizeAmplitude shiftAmplitude) = SizeAmplitude.Fit(train.Observations());
        TargetModel slippage = Fit(ImpactTarget.Slippage, choice.SlippageTrust, slippageAmplitude);
        TargetModel priceShift = Fit(ImpactTarget.PriceShift, choice.PriceShiftTrust, shiftAmplitude);
        Report("Calibration", 0, 1);
        CalibrationCells cells = CalibrationCells.Fit(train.Inputs.Select(o => CalibrationCells.SpreadOverVolatility(o.HalfSpreadBps, o.DailyVolatility)));
        SpreadAtomModel? atom = SpreadAtomFit.Fit(train, input);
        slippage = TargetCalibration.Calibrate(slippage, atom, calibrate, input, cells, options.Seed, out double[] slippagePits);
        priceShift = TargetCalibration.Calibrate(priceShift, null, calibrate, input, cells, options.Seed, out double[] shiftPits);
        Report("Calibration", 1, 1);
        return new ModelArtifact
        {
            CreatedAt = createdAt,
            TrainedThrough = orders.Train.Concat(orders.Calibrate).Max(order => order.LabelEnd),
            Schema = schema,
            Card = card with { Prior = ImpactLaws.Key(choice.Law), SlippageTrust = slippage.Trust.Weights, PriceShiftTrust = priceShift.Trust.Weights },
            Slippage = slippage,
            PriceShift = priceShift,
            Volatility = volatility,
            Cells = cells,
            Joint = JointImpact.Fit(slippagePits, shiftPits),
            Support = SupportRule.Fit(train.Orders.Select(order => reader.ReadSupport(order.Features))),
            Markets = MarketRange.Of([.. train.Orders.Select(order => order.Features)], schema),
            Laws = [.. ImpactLaws.Kinds.Select(kind => LawCalibration.Fit(kind, plain).Law)],
            ReferenceFeatures = ReferencePoint.Of(train.Orders, schema),
        };

        TargetModel Fit(ImpactTarget target, LearnedTrust trust, SizeAmplitude amplitude)
        {
            TargetModel fitted = trust.IsNone
                ? TargetFit.LawOnly(target, parametric)
                : TargetFit.Fit(target, parametric, train, input, options, LearnerStage(target), cancellation);
            return TargetFit.With(fitted, fitted.Learner, trust, null, fitted.Horizons, fitted.Calibration, fitted.Tails, amplitude);
        }

        Progress LearnerStage(ImpactTarget target) => new(p => Report(target == ImpactTarget.Slippage ? "Slippage" : "Price shift", p.Done, p.Total));

        void Report(string stage, int done, int total) => progress?.Report(new TrainerProgress(stage, done, total));
    }

    private static TrainingRows Require(TrainingRows rows, string fold) => rows.Count > 0
        ? rows
        : throw new ArgumentException($"the {fold} fold has no usable training orders: import more sessions or move the fold boundaries");

    /// <summary>Reports on the calling thread, in order.</summary>
    private sealed class Progress(Action<LearnerProgress> report) : IProgress<LearnerProgress>
    {
        public void Report(LearnerProgress value) => report(value);
    }
}
