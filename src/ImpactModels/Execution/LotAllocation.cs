namespace ImpactService.ImpactModels.Execution;

/// <summary>Divides an order over slots: in proportion to weights within caps, and in whole lots.</summary>
public static class LotAllocation
{
    /// <summary>In proportion to the weights; what a cap holds back goes to the others in the same proportion (water filling). The caps hold at least the whole.</summary>
    /// <param name="weights">[n], not negative, one of them positive where its cap is.</param>
    /// <returns>[n] fractions of the order that sum to <paramref name="whole"/>.</returns>
    public static double[] Proportional(ReadOnlySpan<double> weights, ReadOnlySpan<double> caps, double whole)
    {
        double[] shares = new double[weights.Length];
        bool[] full = new bool[weights.Length];
        for (int round = 0; round <= weights.Length; round++)
        {
            double rest = whole, weight = 0;
            for (int k = 0; k < shares.Length; k++)
                (rest, weight) = full[k] ? (rest - caps[k], weight) : (rest, weight + weights[k]);
            bool any = false;
            for (int k = 0; k < shares.Length; k++)
            {
                if (full[k])
                    continue;
                shares[k] = weight > 0 ? rest * weights[k] / weight : 0;
                if (shares[k] > caps[k])
                    (shares[k], full[k], any) = (caps[k], true, true);
            }

            if (!any)
                break;
        }

        return shares;
    }

    /// <summary>Whole lots near the given shares, in time order: what is done never lags the shares' running sum by more than half a lot, unless a cap makes it.</summary>
    /// <param name="shares">[n] fractions.</param>
    /// <param name="caps">[n] multiples of a lot.</param>
    /// <param name="whole">A multiple of a lot, at most the sum of the caps.</param>
    public static double[] InLots(ReadOnlySpan<double> shares, ReadOnlySpan<double> caps, double lotFraction, double whole)
    {
        double[] lots = new double[shares.Length];
        double wanted = 0;
        long done = 0, all = (long)Math.Round(whole / lotFraction);
        for (int k = 0; k < shares.Length; k++)
        {
            wanted += shares[k];
            long cap = (long)Math.Floor(caps[k] / lotFraction + 1e-6);
            long take = Math.Clamp((long)Math.Round(wanted / lotFraction) - done, 0, Math.Min(cap, all - done));
            (lots[k], done) = (take, done + take);
        }

        for (int k = shares.Length - 1; k >= 0 && done < all; k--)
        {
            long more = Math.Min(all - done, (long)Math.Floor(caps[k] / lotFraction + 1e-6) - (long)lots[k]);
            (lots[k], done) = (lots[k] + more, done + more);
        }

        return [.. lots.Select(count => count * lotFraction)];
    }

    /// <summary>As early as the caps allow: participation at the cap until the order is done.</summary>
    public static double[] Filling(ReadOnlySpan<double> caps, double whole)
    {
        double[] shares = new double[caps.Length];
        for (int k = 0; k < shares.Length; k++)
            whole -= shares[k] = Math.Min(caps[k], Math.Max(0, whole));
        return shares;
    }
}
