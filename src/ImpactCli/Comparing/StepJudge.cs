using System.Collections.Immutable;
using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>Lets the models of one step and the laws, fitted on the same training orders, answer the step's test orders.</summary>
internal sealed class StepJudge
{
    private readonly ImmutableArray<ModelArtifact> models;
    private readonly ImmutableArray<ParametricModel> laws;
    private readonly ImmutableArray<TestOrder> calibration;
    private readonly LawInputReader reader;
    private readonly LearnerInput input;
    private readonly ulong seed;

    /// <param name="models">One per learner, all trained on <paramref name="folds"/>.</param>
    public StepJudge(ImmutableArray<ModelArtifact> models, FoldedOrders folds, ulong seed)
    {
        (this.models, this.seed) = (models, seed);
        (reader, input) = (new LawInputReader(models[0].Schema), new LearnerInput(models[0].Schema));
        LawObservation[] observations = TrainingRows.Of(folds.Train, reader).Observations();
        laws = [.. ParametricModel.FitEach(observations)];
        calibration = [.. JudgeOrders.Usable(folds.Calibrate, models[0].Schema).Select(JudgeOrders.ToTestOrder)];
    }

    /// <param name="seen">Called with each model's whole answers before they are dropped.</param>
    /// <exception cref="ArgumentException">No test order is usable.</exception>
    public League Judge(IEnumerable<TrainingOrder> test, Action<int, Judgement>? seen, CancellationToken cancellation)
    {
        ImmutableArray<TrainingOrder> orders = JudgeOrders.Usable(test, models[0].Schema);
        LawBench bench = LawBench.Of(laws, reader, orders.Select(JudgeOrders.ToTestOrder), seed);
        var learners = ImmutableArray.CreateBuilder<Contender>();
        for (int i = 0; i < models.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Judgement judgement = Judgement.Of(models[i], orders, bench, seed);
            seen?.Invoke(i, judgement);
            ConformalBands bands = ConformalBands.Fit(models[i].Slippage, reader, input, calibration);
            learners.Add(new Contender(models[i].Card.Learner, judgement.Result.Model, judgement.Result.PriceShift, bands.Score(bench.Orders)));
        }

        return new League(orders, CellsOf(orders), learners.ToImmutable(), LawsOf(bench), bench.PriceShiftOrders, seed);
    }

    private static ImmutableArray<Contender> LawsOf(LawBench bench) =>
        [.. bench.Slippage.Zip(bench.PriceShift, (slippage, shift) => new Contender(slippage.Name, slippage, shift, null))];

    /// <summary>Edges of the cells come from the training fold, which all models of the step share.</summary>
    private int[] CellsOf(ImmutableArray<TrainingOrder> orders) =>
        [.. orders.Select(order => reader.Read(order.Features)).Select(o => models[0].Cells.CellOf(o.HalfSpreadBps, o.DailyVolatility, o.TakerFraction))];
}
