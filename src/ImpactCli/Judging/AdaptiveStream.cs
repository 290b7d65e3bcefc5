using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Judging;

/// <summary>The test orders of one target as a stream: what was said of each, what came of it, and when that was known.</summary>
/// <param name="Orders">Those with an outcome, in order of time.</param>
/// <param name="Calibrated">[orders] scores of the forecasts as they are served.</param>
/// <param name="Common">[orders] the same with one state of adaptive calibration for all.</param>
/// <param name="ByName">[orders] with one state per name.</param>
internal sealed record AdaptiveStream(ImmutableArray<TrainingOrder> Orders, ScoredForecasts Calibrated, ScoredForecasts Common, ScoredForecasts ByName)
{
    /// <summary>Slippage is known with the last fill.</summary>
    public static AdaptiveStream OfSlippage(Judgement judgement)
    {
        BacktestResult result = judgement.Result;
        return Of(judgement, [.. Enumerable.Range(0, judgement.Orders.Length)], result.Model, judgement.Artifact.Slippage.Tails,
            i => new ReplayedForecast("", judgement.Orders[i].T0, judgement.Orders[i].TEnd, result.Estimates[i].Slippage, judgement.Orders[i].SlippageBps));
    }

    /// <summary>The price shift is known only when the relaxation lag has passed.</summary>
    public static AdaptiveStream OfPriceShift(Judgement judgement)
    {
        BacktestResult result = judgement.Result;
        return Of(judgement, result.PriceShiftOrders, result.PriceShift, judgement.Artifact.PriceShift.Tails,
            i => new ReplayedForecast("", judgement.Orders[i].T0, judgement.Orders[i].LabelEnd, result.Estimates[i].PriceShift, judgement.Orders[i].PriceShiftBps));
    }

    private static AdaptiveStream Of(Judgement judgement, ImmutableArray<int> rows, ScoredForecasts calibrated, TailShape tails, Func<int, ReplayedForecast> forecastOf)
    {
        ReplayedForecast[] stream = [.. rows.Select(forecastOf)];
        double[] outcomesBps = Array.ConvertAll(stream, forecast => forecast.OutcomeBps);
        return new AdaptiveStream([.. rows.Select(i => judgement.Orders[i])], calibrated, Replay("adaptive", _ => ""), Replay("by name", order => order.Symbol));

        ScoredForecasts Replay(string name, Func<TrainingOrder, string> stateOf) =>
            ScoredForecasts.Score(name, AdaptiveReplay.Run([.. stream.Select((forecast, k) => forecast with { State = stateOf(judgement.Orders[rows[k]]) })], tails, judgement.Seed), outcomesBps, judgement.Seed);
    }
}
