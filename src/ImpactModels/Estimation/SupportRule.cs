using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// Says on three axes whether an order lies among the orders that a model was trained on: inside their bulk (99 % of them), at the edge (up to the extreme seen), or outside.
/// Size, both as a share of ADV and as participation, is judged among orders of a similar horizon: a size that is ordinary over a day is unheard of within a minute.
/// </summary>
public sealed class SupportRule
{
    /// <summary>At either end; the false alarms of a new order from the same world are about this, per end and axis.</summary>
    public const double TailShare = 0.005;

    /// <summary>Horizon bins hold at least this many orders, so that their tails are more than one order.</summary>
    public const int MinimumRowsPerBin = 1000;

    public const int MaximumBinCount = 8;

    private readonly ImmutableArray<SizeBin> bins;

    private SupportRule(ImmutableArray<SizeBin> bins, SupportRange horizon, SupportRange takerFraction)
    {
        this.bins = bins;
        Horizon = horizon;
        TakerFraction = takerFraction;
    }

    public SupportRange Horizon { get; }

    public SupportRange TakerFraction { get; }

    public int BinCount => bins.Length;

    /// <exception cref="ArgumentException">There is no order with finite numbers.</exception>
    public static SupportRule Fit(IEnumerable<SupportQuery> trainingOrders)
    {
        SupportQuery[] rows = [.. trainingOrders.Where(IsFinite).OrderBy(q => q.HorizonSeconds).ThenBy(q => q.AdvFraction)];
        if (rows.Length == 0)
            throw new ArgumentException("Support needs at least one training order.", nameof(trainingOrders));
        return new SupportRule(
            Bins(rows),
            SupportRange.Of([.. rows.Select(q => q.HorizonSeconds)], TailShare),
            SupportRange.Of([.. rows.Select(q => q.TakerFraction).Order()], TailShare));
    }

    public SupportAssessment Assess(in SupportQuery order)
    {
        SizeBin bin = BinOf(order.HorizonSeconds);
        SupportLevel adv = bin.AdvFraction.Above(order.AdvFraction);
        SupportLevel participation = bin.Participation.Above(order.Participation);
        SupportLevel size = (SupportLevel)Math.Max((int)adv, (int)participation);
        return new SupportAssessment(size, Horizon.Both(order.HorizonSeconds), TakerFraction.Both(order.TakerFraction));
    }

    /// <summary>
    /// The factor, at most one, that brings the order's size down to the largest of the bulk of training orders of its horizon, in ADV and as participation: the few beyond are no evidence of what their size costs.
    /// Where no other volume is expected, participation is one at any size and bounds none.
    /// </summary>
    public double SizeFactor(in SupportQuery order)
    {
        SizeBin bin = BinOf(order.HorizonSeconds);
        double byAdv = bin.AdvFraction.BulkHigh / order.AdvFraction;
        double odds = Odds(order.Participation);
        double byParticipation = double.IsFinite(odds) ? Odds(bin.Participation.BulkHigh) / odds : 1;
        return Math.Min(1, Math.Min(byAdv, byParticipation));
    }

    /// <summary>Shares of orders at the edge and outside: false alarms where they come from the training world, detections where they do not.</summary>
    public SupportRates Rates(IEnumerable<SupportQuery> orders) => SupportRates.Of(orders.Select(order => Assess(order)));

    public void Write(BinaryWriter writer)
    {
        writer.Write(bins.Length);
        foreach (SizeBin bin in bins)
            bin.Write(writer);
        SizeBin.Write(writer, Horizon);
        SizeBin.Write(writer, TakerFraction);
    }

    /// <exception cref="InvalidDataException">Not between one and <see cref="MaximumBinCount"/> bins.</exception>
    public static SupportRule Read(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if (count is < 1 or > MaximumBinCount)
            throw new InvalidDataException($"{count} horizon bins, between 1 and {MaximumBinCount} are expected.");
        SizeBin[] bins = new SizeBin[count];
        for (int i = 0; i < count; i++)
            bins[i] = SizeBin.Read(reader);
        return new SupportRule([.. bins], SizeBin.ReadRange(reader), SizeBin.ReadRange(reader));
    }

    /// <summary>Equal shares of the orders by horizon; orders of one horizon stay together.</summary>
    private static ImmutableArray<SizeBin> Bins(SupportQuery[] byHorizon)
    {
        int count = Math.Clamp(byHorizon.Length / MinimumRowsPerBin, 1, MaximumBinCount);
        List<SizeBin> bins = [];
        int start = 0;
        for (int b = 0; b < count && start < byHorizon.Length; b++)
        {
            int end = b == count - 1 ? byHorizon.Length : Math.Max((b + 1) * byHorizon.Length / count, start + 1);
            while (end < byHorizon.Length && byHorizon[end].HorizonSeconds == byHorizon[end - 1].HorizonSeconds)
                end++;
            if (end - start >= MinimumRowsPerBin / 2 || bins.Count == 0)
                bins.Add(SizeBin.Of(byHorizon.AsSpan(start, end - start)));
            else
                bins[^1] = SizeBin.Of(byHorizon.AsSpan(start - bins[^1].RowCount, end - start + bins[^1].RowCount));
            start = end;
        }

        return [.. bins];
    }

    /// <summary>The last bin that starts at or below the horizon.</summary>
    private SizeBin BinOf(double horizonSeconds)
    {
        int b = bins.Length - 1;
        while (b > 0 && !(horizonSeconds >= bins[b].FromHorizonSeconds))
            b--;
        return bins[b];
    }

    /// <summary>Q/V from Q/(Q + V): proportional to the size, infinite for a sweep.</summary>
    private static double Odds(double share) => share / (1 - share);

    private static bool IsFinite(SupportQuery q) =>
        double.IsFinite(q.AdvFraction) && double.IsFinite(q.Participation) && double.IsFinite(q.HorizonSeconds) && double.IsFinite(q.TakerFraction);
}
