using System.Globalization;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Judging;

/// <summary>One row per test order: what was asked, what happened, what the model said and what each law said of the mean.</summary>
internal sealed class PredictionFile : IAsyncDisposable
{
    private const string OrderColumns = """
        id,kind,fold,instrument,side,t0,t_end,lag_seconds,quantity,adv_fraction,horizon_seconds,taker_fraction,daily_volatility,arrival_price,slippage_bps,temporary_bps,permanent_bps,price_shift_bps,price_shift_lag0_bps,support,rung
        """;

    /// <summary>Ties lie so far apart at most, relative to their value: 17 levels times the 2e-5 of the distribution, rounded up.</summary>
    private const double TieSpan = 4e-4;

    /// <summary>An outcome on the atom and the atom itself come from different sums; ten decimals of a basis point make them equal.</summary>
    private const int Decimals = 10;

    private readonly StreamWriter writer;
    private bool hasHeader;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public PredictionFile(string path) => writer = new StreamWriter(path);

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(string path, Judgement judgement, CancellationToken cancellation)
    {
        await using PredictionFile file = new(path);
        await Task.Run(() => file.Add(judgement), cancellation);
    }

    /// <summary>The rows of one judgement; its laws are those of the first, which the header names.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(Judgement judgement)
    {
        if (!hasHeader)
            writer.WriteLine(Header(judgement));
        hasHeader = true;
        for (int i = 0; i < judgement.Orders.Length; i++)
            writer.WriteLine(Row(judgement, judgement.Orders[i], judgement.Result.Estimates[i]));
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static string Header(Judgement judgement) => string.Join(',', [
        OrderColumns.Trim(),
        .. QuantileLevels.All.ToArray().Select(level => $"slippage_q{level.ToString("0.0##", CultureInfo.InvariantCulture)}"),
        "temporary_mean", "permanent_mean", "slippage_mean",
        .. judgement.Artifact.Laws.Select(law => $"{law.Name}_slippage_mean")]);

    private static string Row(Judgement judgement, TrainingOrder order, ImpactEstimate estimate) =>
        string.Join(',', [.. Question(judgement, order), .. Outcome(order), .. Answer(judgement, estimate)]);

    private static string[] Question(Judgement judgement, TrainingOrder order) =>
    [
        CsvText.Text(order.Id), KindNames.Of(order.Kind), "test", CsvText.Text(order.Symbol), order.Side == Side.Buy ? "buy" : "sell", order.T0.ToString(), order.TEnd.ToString(),
        CsvText.Number(order.LagSeconds), CsvText.Number(order.Quantity), Feature(judgement, order, "adv_fraction"), CsvText.Number(order.HorizonSeconds),
        CsvText.Number(order.TakerFraction), Feature(judgement, order, "daily_volatility"), CsvText.Number(order.ArrivalPrice),
    ];

    private static string[] Outcome(TrainingOrder order) =>
    [
        Bps(order.SlippageBps), Bps(order.TemporaryBps), Bps(order.PermanentBps), Bps(order.PriceShiftBps), Bps(order.PriceShiftLag0Bps),
    ];

    private static string[] Answer(Judgement judgement, ImpactEstimate estimate)
    {
        double[] curve = new double[QuantileLevels.Count];
        estimate.Slippage.CopyCurve(curve);
        RejoinAtom(curve, estimate.Decomposition.SpreadCostBps);
        return
        [
            estimate.Support.Overall.ToString().ToLowerInvariant(), estimate.Rung.ToString().ToLowerInvariant(),
            .. curve.Select(Bps),
            CsvText.Number(estimate.TemporaryImpact.MeanBps), CsvText.Number(estimate.PermanentImpact.MeanBps), CsvText.Number(estimate.Slippage.MeanBps),
            .. judgement.Artifact.Laws.Select(law => CsvText.Number(estimate.Laws.First(forecast => forecast.Name == law.Name).SlippageMeanBps)),
        ];
    }

    /// <summary>
    /// A distribution pulls tied quantiles a hair apart (2e-5 of their value) to stay strictly increasing. In a file they are compared with outcomes that lie on the atom itself, so those around the
    /// exact spread cost are put back onto it.
    /// </summary>
    private static void RejoinAtom(double[] curve, double spreadCostBps)
    {
        double reachBps = TieSpan * Math.Abs(spreadCostBps);
        for (int i = 0; i < curve.Length; i++)
        {
            if (Math.Abs(curve[i] - spreadCostBps) <= reachBps)
                curve[i] = spreadCostBps;
        }
    }

    private static string Bps(double value) => CsvText.Number(Math.Round(value, Decimals));

    private static string Feature(Judgement judgement, TrainingOrder order, string name) => CsvText.Number(order.Features[judgement.Artifact.Schema.IndexOf(name)]);
}
