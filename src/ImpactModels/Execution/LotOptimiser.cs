namespace ImpactService.ImpactModels.Execution;

/// <summary>
/// The schedule of least mean + λ·variance in whole lots within a cap for each slot. As a function of what is left after each slot the objective is a sum of convex functions of single values and of
/// differences of neighbours, that is L♮-convex (Murota 2003): an allocation that no transfer of one lot between two slots improves is the optimum of all. Transfers of large blocks first, then of
/// halves of them, down to a lot; the best transfer of all pairs is found in one pass over the slots.
/// </summary>
public static class LotOptimiser
{
    /// <summary>Without a lot size the order is cut into this many parts.</summary>
    public const int PartsWithoutLot = 1 << 20;

    /// <summary>The first blocks are at least this share of the order.</summary>
    private const double FirstBlock = 1.0 / 16;

    /// <summary>Improvements below it are rounding, bps of the order.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>Far more transfers than any block size needs: each slot gives and takes a few blocks.</summary>
    private const int TransfersPerSlot = 200;

    /// <param name="objective">n slots; with a price of what is left, slot n stands for leaving it.</param>
    /// <param name="riskAversionPerBps">λ ≥ 0.</param>
    /// <param name="lotFraction">One lot as a fraction of the order, positive.</param>
    /// <param name="caps">[n] most of each slot, fractions, multiples of a lot.</param>
    /// <param name="fractions">[n or n + 1] a feasible start in multiples of a lot, and the answer.</param>
    public static void Minimise(ScheduleObjective objective, double riskAversionPerBps, double lotFraction, ReadOnlySpan<double> caps, Span<double> fractions)
    {
        Pass pass = new(objective, riskAversionPerBps * objective.DailyVarianceBps, caps.ToArray(), fractions.Length);
        double block = lotFraction;
        while (block < FirstBlock)
            block *= 2;
        for (; block >= 0.75 * lotFraction; block *= 0.5)
        {
            for (int transfer = 0; transfer < TransfersPerSlot * fractions.Length && pass.Improve(block, fractions); transfer++)
            {
            }
        }
    }

    /// <summary>One look at all pairs of slots.</summary>
    private sealed class Pass(ScheduleObjective objective, double riskPrice, double[] caps, int count)
    {
        private readonly double[] give = new double[count];
        private readonly double[] take = new double[count];
        private readonly double[] later = new double[count];
        private readonly double[] earlier = new double[count];

        /// <summary>Makes the best transfer of a block; false when none improves.</summary>
        public bool Improve(double block, Span<double> fractions)
        {
            Price(block, fractions);
            double best = -Tolerance;
            int from = -1, to = -1, giver = 0, taker = 0;
            for (int k = 1; k < count; k++)
            {
                giver = give[k - 1] - later[k - 1] < give[giver] - later[giver] ? k - 1 : giver;
                taker = take[k - 1] - earlier[k - 1] < take[taker] - earlier[taker] ? k - 1 : taker;
                double postponed = give[giver] - later[giver] + take[k] + later[k];
                double advanced = give[k] + earlier[k] + take[taker] - earlier[taker];
                if (postponed < best)
                    (best, from, to) = (postponed, giver, k);
                if (advanced < best)
                    (best, from, to) = (advanced, k, taker);
            }

            if (from < 0)
                return false;
            fractions[from] = Math.Max(0, fractions[from] - block);
            fractions[to] += block;
            return true;
        }

        /// <summary>What giving up and taking a block costs in each slot, and what holding a block more (later) or less (earlier) costs up to it.</summary>
        private void Price(double block, ReadOnlySpan<double> fractions)
        {
            double left = 1;
            (later[0], earlier[0]) = (0, 0);
            for (int k = 0; k < count; k++)
            {
                double now = objective.SlotBps(k, fractions[k]);
                give[k] = fractions[k] >= block * (1 - 1e-9) ? objective.SlotBps(k, Math.Max(0, fractions[k] - block)) - now : double.PositiveInfinity;
                take[k] = k == objective.Count || fractions[k] + block <= caps[k] * (1 + 1e-12) ? objective.SlotBps(k, fractions[k] + block) - now : double.PositiveInfinity;
                if (k + 1 >= count)
                    break;
                left -= fractions[k];
                double price = riskPrice * objective.RestDays[k] * block, distance = left - objective.BenchmarkLeft[k];
                later[k + 1] = later[k] + price * (2 * distance + block);
                earlier[k + 1] = earlier[k] + price * (block - 2 * distance);
            }
        }
    }
}
