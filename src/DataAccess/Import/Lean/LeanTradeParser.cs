using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Lean;

/// <summary>
/// LEAN trade ticks: ms since midnight, price × 10,000, size, exchange, condition flags (hex), suspicious. The feed names no aggressor: trades are signed by the quotes of the day's other file.
/// </summary>
/// <param name="quotes">Mids of the day in time order, fed to the signer as the trades pass them; null when there are none, which leaves the tick rule.</param>
internal sealed class LeanTradeParser(MarketRowGate gate, InstrumentTrack track, long midnightMicros, QuoteTape? quotes) : IRowParser
{
    private const int Columns = 6;

    private readonly CsvFields fields = new();

    public void Start(LineReader lines)
    {
    }

    public RowOutcome Take(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (!fields.TrySplit(line))
            return RowOutcome.Unparsable;
        if (fields.Count != Columns)
            return RowOutcome.WrongColumnCount;
        if (!LeanTick.TryTime(fields.Of(line, 0), midnightMicros, out Timestamp time)
            || !NumberParser.TryParse(fields.Of(line, 1), out double scaledPrice)
            || !NumberParser.TryParse(fields.Of(line, 2), out double size)
            || !LeanTick.TryFlag(fields.Of(line, 5), out bool isSuspicious))
            return RowOutcome.Unparsable;
        RowOutcome condition = isSuspicious ? RowOutcome.Suspicious : LeanTradeConditions.Check(fields.Of(line, 4));
        if (condition != RowOutcome.Accepted)
            return condition;
        gate.RowNumber = lineNumber;
        FeedQuotes(time);
        return gate.Trade(track, time, time, new Trade(scaledPrice / LeanTick.PriceScale, size, Aggressor.Unknown));
    }

    public void Finish()
    {
    }

    private void FeedQuotes(Timestamp time)
    {
        if (quotes is null || !track.TryFindSession(time, out TradingSession session))
            return;
        track.Enter(session);
        quotes.FeedBefore(time, track.Signer);
    }
}
