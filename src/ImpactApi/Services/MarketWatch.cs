using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>
/// Raises and clears the alarms of the live markets. A feed is connected while the session that it has fed is open: one that then says nothing is silent, one that sends quotes without ever
/// changing them is frozen, one whose quotes are mostly crossed is faulty, and a market far out of order has its circuit open.
/// </summary>
internal sealed class MarketWatch(LiveMarkets markets, Alarms alarms, ImpactOptions options, TimeProvider clock)
{
    /// <summary>Fewer events since the last look say nothing of the feed.</summary>
    private const long EventsMin = 5;

    /// <summary>One quote, sizes included, so often over so long: thin names stand still for minutes, but a feed that speaks then says something new.</summary>
    private const long RepeatsMin = 50;
    private const double FrozenSeconds = 600;

    private readonly Dictionary<LiveMarket, FeedCounters> seen = [];

    public void Look()
    {
        Timestamp now = Timestamp.From(clock.GetUtcNow());
        foreach (LiveMarket gone in seen.Keys.Except(markets.All).ToArray())
            seen.Remove(gone);
        foreach (LiveMarket market in markets.All)
        {
            if (market.View?.Market is { } view)
                Look(market, view, now);
        }
    }

    private void Look(LiveMarket market, MarketView view, Timestamp now)
    {
        string symbol = market.Instrument.Symbol;
        Timestamp time = Timestamp.Max(now, view.FedUntil);
        MarketState? state = view.SessionDate is null ? null : view.Snapshot(time);
        bool isOpen = state is { Session: not null, Quote: not null };
        Say(AlarmCode.FeedSilent, symbol, isOpen && time.SecondsSince(view.FedUntil) > options.StaleAfterSeconds, () =>
            $"the feed of {symbol} has said nothing for {time.SecondsSince(view.FedUntil):0} s within its session; the limit is {options.StaleAfterSeconds:0} s");
        Say(AlarmCode.CircuitOpen, symbol, isOpen && state!.Disorder != MarketDisorder.None, () =>
            $"the market of {symbol} is far out of order ({WireName.Of(state!.Disorder)}): answers stand on the law, widened");
        LookAtQuotes(market, view, isOpen);
    }

    private void LookAtQuotes(LiveMarket market, MarketView view, bool isOpen)
    {
        string symbol = market.Instrument.Symbol;
        FeedCounters before = seen.GetValueOrDefault(market, view.Counters);
        long crossed = view.Counters.Crossed - before.Crossed, accepted = view.Counters.Accepted - before.Accepted;
        bool isFrozen = isOpen && view.SecondsUnchanged > FrozenSeconds && view.QuotesUnchanged >= RepeatsMin;
        bool isCrossed = crossed >= EventsMin && crossed > accepted;
        seen[market] = view.Counters;
        if (isFrozen || isCrossed || (isOpen && accepted >= EventsMin))
        {
            Say(AlarmCode.FeedFaulty, symbol, isFrozen || isCrossed, () => isFrozen
                ? $"the feed of {symbol} has repeated one quote {view.QuotesUnchanged} times in {view.SecondsUnchanged:0} s"
                : $"{crossed} of the last {crossed + accepted} events of {symbol} were crossed quotes");
        }
    }

    private void Say(AlarmCode code, string symbol, bool stands, Func<string> text)
    {
        if (stands)
            alarms.Raise(code, text(), symbol);
        else
            alarms.Clear(code, symbol);
    }
}
