using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.Oracles.TrainingOrders;

/// <summary>A probe executed child by child on a plain event list: the naive twin of ProbeExecution. Children are (time, share of the order).</summary>
public static class NaiveProbeReplay
{
    public sealed record Outcome(double AveragePrice, Timestamp LastFill, double RealisedTakerFraction, double CompletionBeforeCrossing);

    public static Outcome Execute(SessionTape tape, Side side, double takerFraction, IEnumerable<(Timestamp Time, double Share)> children, Timestamp horizonEnd)
    {
        var fills = new List<(Timestamp Time, double Price, double Share, bool IsTaker)>();
        double leftOver = 0;
        foreach ((Timestamp time, double share) in children)
        {
            if (takerFraction > 0)
                fills.Add((time, FarTouch(tape, side, time), share * takerFraction, true));
            if (takerFraction == 1)
                continue;
            if (NaivePassiveReplay.Follow(tape, side, time) is { } fill && fill.Time <= horizonEnd)
                fills.Add((fill.Time, fill.Price, share * (1 - takerFraction), false));
            else
                leftOver += share * (1 - takerFraction);
        }

        double completion = fills.Sum(fill => fill.Share);
        if (leftOver > 0)
            fills.Add((horizonEnd, FarTouch(tape, side, horizonEnd), leftOver, true));
        return new Outcome(
            fills.Sum(fill => fill.Price * fill.Share) / fills.Sum(fill => fill.Share),
            fills.Max(fill => fill.Time),
            fills.Where(fill => fill.IsTaker).Sum(fill => fill.Share),
            completion);
    }

    private static double FarTouch(SessionTape tape, Side side, Timestamp time)
    {
        Quote quote = tape.Events
            .Where(row => row.Kind == MarketEventKind.Quote && tape.Session.Contains(row.EventTime) && row.EventTime <= time && row.Quote.Bid > 0 && row.Quote.Ask >= row.Quote.Bid)
            .OrderBy(row => row.EventTime.UnixMicros)
            .Last().Quote;
        return side == Side.Buy ? quote.Ask : quote.Bid;
    }
}
