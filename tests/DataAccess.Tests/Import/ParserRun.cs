using System.Text;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Import;

/// <summary>One parser run over a text or a stream without a database: what was stored, and how every row was counted.</summary>
internal sealed class ParserRun
{
    private readonly Func<string, Instrument> instruments;

    public ParserRun(TradingCalendar calendar, bool sharesOneClock = false, double rejectShareMax = 1)
    {
        instruments = symbol => new Instrument(symbol, calendar);
        Gate = new MarketRowGate(Writer, sharesOneClock);
        Ledger = new RowLedger("test", rejectShareMax, rejectsFile: null);
        Tracks = new InstrumentTracks(symbol => new InstrumentTrack(Tracks!.All.Count + 1, instruments(symbol)));
    }

    public RecordingWriter Writer { get; } = new();

    public MarketRowGate Gate { get; }

    public RowLedger Ledger { get; }

    public InstrumentTracks Tracks { get; }

    public ParserRun Read(string text, IRowParser parser) => Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), parser);

    public ParserRun Read(Stream stream, IRowParser parser)
    {
        using LineReader lines = new(stream);
        RowPump.Run(lines, parser, Ledger, static (_, _) => { }, CancellationToken.None);
        (parser as IDisposable)?.Dispose();
        return this;
    }
}
