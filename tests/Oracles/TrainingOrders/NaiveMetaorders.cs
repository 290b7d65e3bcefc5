using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.Oracles.TrainingOrders;

/// <summary>Maximal same-sign runs per trader from a given assignment, trader by trader: the naive twin of MetaorderReconstruction.</summary>
public static class NaiveMetaorders
{
    public sealed record Run(Side Side, int FirstTrade, int LastTrade, int Children, double Quantity, double Notional);

    /// <summary><paramref name="traderOfTrade"/> is −1 for a trade that nobody was dealt.</summary>
    public static List<Run> Runs(IReadOnlyList<Trade> trades, IReadOnlyList<int> traderOfTrade, int minimumChildren)
    {
        var runs = new List<Run>();
        foreach (int trader in traderOfTrade.Where(trader => trader >= 0).Distinct())
        {
            List<int> own = Enumerable.Range(0, trades.Count).Where(i => traderOfTrade[i] == trader).ToList();
            for (int start = 0, end; start < own.Count; start = end)
            {
                for (end = start; end < own.Count && trades[own[end]].Aggressor == trades[own[start]].Aggressor;)
                    end++;
                List<Trade> children = own.GetRange(start, end - start).ConvertAll(i => trades[i]);
                if (children.Count >= minimumChildren)
                    runs.Add(new Run((Side)children[0].Aggressor, own[start], own[end - 1], children.Count, children.Sum(c => c.Size), children.Sum(c => c.Size * c.Price)));
            }
        }

        return runs;
    }
}
