using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>Observations that a fit can use: finite slippage, a size, a volatility, a spread; the rest are counted and left out. Blocks are renumbered from zero.</summary>
internal sealed class LawRows
{
    private LawRows(LawObservation[] rows, int blockCount)
    {
        Rows = rows;
        BlockCount = blockCount;
        double total = rows.Sum(row => row.Weight);
        MeanWeight = rows.Length > 0 ? total / rows.Length : 1;
    }

    public LawObservation[] Rows { get; }

    public int BlockCount { get; }

    public double MeanWeight { get; }

    public int Count => Rows.Length;

    /// <summary>Rows of a day share one price path: n/(1 + (n/days − 1)·ρ) independent ones.</summary>
    public double EffectiveCount => EffectiveRows.Of(Count, BlockCount, EffectiveRows.MeanCorrelation);

    public static LawRows From(IEnumerable<LawObservation> observations)
    {
        Dictionary<int, int> blocks = [];
        List<LawObservation> rows = [];
        foreach (LawObservation row in observations)
        {
            if (!IsUsable(row))
                continue;
            if (!blocks.TryGetValue(row.Block, out int block))
                blocks.Add(row.Block, block = blocks.Count);
            rows.Add(row with { Block = block, Order = WithParticipation(row.Order) });
        }

        return new LawRows([.. rows], blocks.Count);
    }

    private static bool IsUsable(in LawObservation row)
    {
        LawInput order = row.Order;
        return double.IsFinite(row.SlippageBps) && row.Weight > 0 && double.IsFinite(row.Weight)
            && order.AdvFraction > 0 && double.IsFinite(order.AdvFraction)
            && order.DailyVolatility > 0 && double.IsFinite(order.DailyVolatility)
            && order.HalfSpreadBps >= 0 && double.IsFinite(order.HalfSpreadBps)
            && order.HorizonDays >= 0 && double.IsFinite(order.HorizonDays)
            && order.TakerFraction >= 0 && order.TakerFraction <= 1;
    }

    /// <summary>Without a volume forecast: a market that trades evenly over the day.</summary>
    private static LawInput WithParticipation(in LawInput order) =>
        order.Participation > 0 ? order : order with { Participation = order.AdvFraction / (order.AdvFraction + LawConventions.HorizonDays(order)) };
}
