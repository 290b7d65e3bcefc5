using System.Globalization;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;
using Npgsql;

namespace ImpactService.Tests.DataAccess;

/// <summary>A migrated store on a fresh database, one per test class.</summary>
public sealed class StoreFixture : IAsyncLifetime
{
    public static readonly IReadOnlyDictionary<string, long> NoRejects = new Dictionary<string, long>();

    private int sources;

    public ImpactStore Store { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        ConnectionString = await TestPostgres.CreateDatabaseAsync();
        Store = await ImpactStore.OpenAsync(new ImpactStoreOptions { ConnectionString = ConnectionString });
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>RFC 3339.</summary>
    public static Timestamp Time(string text) => Timestamp.From(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));

    /// <summary>A source that was not used before.</summary>
    public ImportSource NewSource() => new("test", $"file-{++sources}.csv", $"{sources:x64}");

    public async Task<(Instrument Instrument, int Id)> AddAsync(string symbol, string session = "24h")
    {
        Instrument instrument = new(symbol, TradingCalendar.Parse(session));
        return (instrument, await Store.Instruments.UpsertAsync(instrument));
    }

    /// <summary>Imports one file whose rows are numbered from 1; a quote is written as given, and so on.</summary>
    public async Task<ImportReceipt> ImportAsync(int instrumentId, params IEnumerable<MarketEvent> events)
    {
        await using MarketDataImport import = (await Store.MarketData.BeginImportAsync(NewSource()))!;
        long row = 0;
        foreach (MarketEvent e in events)
            Write(import, instrumentId, ++row, e);
        return await import.CommitAsync(NoRejects);
    }

    public static void Write(MarketDataImport import, int instrumentId, long row, in MarketEvent e)
    {
        switch (e.Kind)
        {
            case MarketEventKind.Trade: import.WriteTrade(instrumentId, row, e.EventTime, e.KnownTime, e.Trade); break;
            case MarketEventKind.Quote: import.WriteQuote(instrumentId, row, e.EventTime, e.KnownTime, e.Quote); break;
            default: import.WriteDepth(instrumentId, row, e.EventTime, e.KnownTime, e.Depth!); break;
        }
    }

    /// <summary>Everything of a UTC day that is in the store.</summary>
    public Task<MarketEvent[]> ReadDayAsync(Instrument instrument, Timestamp time) =>
        Store.MarketData.ReadSessionAsync(instrument, instrument.Calendar.SessionOn(instrument.Calendar.DateOf(time)), Timestamp.MaxValue);

    /// <summary>The first column of the first row.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using NpgsqlConnection connection = new(ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
