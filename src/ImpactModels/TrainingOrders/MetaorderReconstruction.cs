using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// Metaorders from public trades (Maitrier, Loeper, Bouchaud, "Generating realistic metaorders from public data", arXiv 2503.18199): every signed trade of a session is dealt at random to one of
/// N synthetic traders; a metaorder is a maximal run of same-sign trades of one trader. Chronology is kept and no run leaves its session. Unsigned trades are dealt to nobody.
/// Only the taker side is built: the maker side gives the same runs with the sign turned, which say nothing about the size effect of passive orders.
/// </summary>
internal static class MetaorderReconstruction
{
    /// <summary>All runs of the session that meet the options, in the order in which they ended. One pass over the trades.</summary>
    public static List<MetaorderRun> Runs(TradePath trades, MetaorderOptions options, SeededRandom random)
    {
        TraderWeights traders = TraderWeights.Draw(options, trades.Count, random);
        var open = new MetaorderRun[traders.Count];
        var finished = new List<MetaorderRun>();
        for (int trade = 0; trade < trades.Count; trade++)
        {
            if (trades.Signs[trade] != 0)
                Deal(trades, trade, ref open[traders.Next(random)], finished, options);
        }

        foreach (MetaorderRun run in open)
            Finish(trades, run, finished, options);
        return finished;
    }

    private static void Deal(TradePath trades, int trade, ref MetaorderRun run, List<MetaorderRun> finished, MetaorderOptions options)
    {
        var side = (Side)trades.Signs[trade];
        if (run.Children > 0 && run.Side == side)
        {
            run = run.Extend(trade, trades.Prices[trade], trades.Sizes[trade]);
            return;
        }

        Finish(trades, run, finished, options);
        run = MetaorderRun.Start(side, trade, trades.Prices[trade], trades.Sizes[trade]);
    }

    private static void Finish(TradePath trades, in MetaorderRun run, List<MetaorderRun> finished, MetaorderOptions options)
    {
        if (run.Children >= options.MinimumChildren && run.DurationSeconds(trades) >= options.MinimumDurationSeconds)
            finished.Add(run);
    }
}
