using System.Buffers.Text;
using System.Text;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Binance;

/// <summary>
/// Raw captures of Binance streams: receive time in nanoseconds, a space, the exchange's JSON. The exchange's time (T, else E) is the event time, the receive time is the known time.
/// Best quotes of the spot market carry no time of their own: see <see cref="ReceiveClock"/>. In a trade, m = false means that the buyer is the aggressor. Depth diffs become a book (<see cref="DiffBook"/>).
/// Several symbols in one capture are several instruments; futures get a suffix, because spot and perpetual share the exchange's symbol.
/// </summary>
internal sealed class BinanceParser(MarketRowGate gate, InstrumentTracks tracks, BinanceOptions options) : IRowParser
{
    private readonly BinanceMessage message = new();
    private readonly ReceiveClock clock = new();
    private readonly Dictionary<string, BinanceFeed> feeds = new(StringComparer.Ordinal);

    public IEnumerable<string> Notes
    {
        get
        {
            if (clock.BehindMicros > 0)
                yield return $"the receiver's clock is {clock.BehindMicros / 1_000.0:F1} ms behind the exchange's: best quotes without an exchange time were moved forward by that";
            int gaps = feeds.Values.Distinct().Sum(f => f.Gaps);
            if (gaps > 0)
                yield return $"{gaps} gaps in the depth diffs: the book was started afresh after each";
        }
    }

    public void Start(LineReader lines)
    {
    }

    public RowOutcome Take(ReadOnlySpan<byte> line, long lineNumber)
    {
        int space = line.IndexOf((byte)' ');
        if (space < 0 || !Utf8Parser.TryParse(line[..space], out long receivedNanos, out int used) || used != space || !BinanceJson.TryRead(line[(space + 1)..], message))
            return RowOutcome.Unparsable;
        Timestamp received = Timestamp.FromUnixNanos(receivedNanos);
        if (RowRules.CheckTime(received) != RowOutcome.Accepted)
            return RowOutcome.TimeOutOfRange;
        if (message.SentMillis != 0)
        {
            if (!IsPlausible(message.SentMillis) || !IsPlausible(message.TransactionMillis))
                return RowOutcome.TimeOutOfRange;
            clock.Observe(received, Timestamp.FromUnixMillis(message.SentMillis));
        }

        gate.RowNumber = lineNumber;
        return Dispatch(received);
    }

    public void Finish()
    {
    }

    private static bool IsPlausible(long millis) => RowRules.CheckTime(new Timestamp(Math.Clamp(millis, -1, long.MaxValue / 1_000) * 1_000)) == RowOutcome.Accepted;

    private RowOutcome Dispatch(Timestamp received)
    {
        if (message.Kind == BinanceKind.Other)
            return RowOutcome.OtherStream;
        if (FindFeed() is not { } feed)
            return message.Symbol.IsEmpty ? RowOutcome.OtherStream : RowOutcome.InvalidSymbol;
        return message.Kind switch
        {
            BinanceKind.Trade or BinanceKind.AggregateTrade => TakeTrade(feed, received),
            BinanceKind.BestQuote => TakeBestQuote(feed, received),
            _ => TakeDepth(feed, received),
        };
    }

    private RowOutcome TakeTrade(BinanceFeed feed, Timestamp received)
    {
        if (!feed.Follows(message.Kind))
            return RowOutcome.OtherStream;
        if (message.IsOffMarket)
            return RowOutcome.TradeCondition;
        if (ExchangeTime() is not { } eventTime)
            return RowOutcome.Unparsable;
        Aggressor aggressor = message.IsBuyerMaker ? Aggressor.Seller : Aggressor.Buyer;
        return gate.Trade(feed.Track, eventTime, received, new Trade(message.Price, message.Size, aggressor));
    }

    private RowOutcome TakeBestQuote(BinanceFeed feed, Timestamp received)
    {
        Quote quote = new(message.Bid, message.BidSize, message.Ask, message.AskSize);
        RowOutcome outcome = gate.Quote(feed.Track, ExchangeTime() ?? clock.EventTimeOf(received), received, quote);
        if (outcome == RowOutcome.Accepted)
            feed.OnBestQuote(quote, message.LastUpdateId);
        return outcome;
    }

    private RowOutcome TakeDepth(BinanceFeed feed, Timestamp received)
    {
        RowOutcome outcome = CheckLevels(message.Bids);
        if (outcome == RowOutcome.Accepted)
            outcome = CheckLevels(message.Asks);
        if (outcome != RowOutcome.Accepted)
            return outcome;
        if (message.Kind == BinanceKind.DepthSnapshot)
            return feed.OnSnapshot(message, gate, message.IsPartial ? ExchangeTime() ?? clock.EventTimeOf(received) : null, received);
        return ExchangeTime() is { } eventTime ? feed.OnDiff(message, gate, eventTime, received) : RowOutcome.Unparsable;
    }

    private static RowOutcome CheckLevels(List<BookLevel> levels)
    {
        foreach (BookLevel level in levels)
        {
            RowOutcome outcome = RowRules.CheckPrice(level.Price);
            if (outcome == RowOutcome.Accepted)
                outcome = RowRules.CheckQuoteSize(level.Size);
            if (outcome != RowOutcome.Accepted)
                return outcome;
        }

        return RowOutcome.Accepted;
    }

    private Timestamp? ExchangeTime()
    {
        long millis = message.TransactionMillis != 0 ? message.TransactionMillis : message.SentMillis;
        return millis != 0 ? Timestamp.FromUnixMillis(millis) : null;
    }

    /// <summary>A snapshot from the REST interface names no symbol: it belongs to the only instrument of the capture, or to none.</summary>
    private BinanceFeed? FindFeed()
    {
        if (message.Symbol.IsEmpty)
            return feeds.Count == 1 ? feeds.Values.First() : null;
        Span<char> key = stackalloc char[RowRules.SymbolLengthMax + 1];
        int length = Encoding.ASCII.GetChars(message.Symbol, key);
        key[length++] = message.IsFutures ? 'F' : 'S';
        if (feeds.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key[..length], out BinanceFeed? known))
            return known;
        return RowRules.IsSymbol(message.Symbol) ? AddFeed(key[..length].ToString()) : null;
    }

    private BinanceFeed AddFeed(string key)
    {
        if (options.Instrument is not null && feeds.Count > 0)
            throw new ImportException(
                ImportFailure.SeveralInstruments,
                $"the capture holds {feeds.Keys.First()[..^1]} and {key[..^1]}, spot or futures: leave out --instrument {options.Instrument}, it can name only one");
        string suffix = options.SymbolSuffix ?? (message.IsFutures ? BinanceOptions.FuturesSuffix : "");
        InstrumentTrack track = tracks.Get(options.Instrument ?? key[..^1] + suffix);
        BinanceFeed feed = new(track, new DepthPace(options.DepthIntervalMillis), options.DepthLevelsMax);
        feeds.Add(key, feed);
        return feed;
    }
}
