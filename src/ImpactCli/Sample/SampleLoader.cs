using System.Security.Cryptography;
using System.Text;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;
using ImpactService.MarketSimulator;

namespace ImpactService.ImpactCli.Sample;

public readonly record struct SampleProgress(int SessionsDone, int SessionsTotal, long Rows);

/// <summary>
/// Brings the sample market into the store: one source per instrument and session, so that a start that was killed is completed by the next one and nothing is there twice.
/// </summary>
internal sealed class SampleLoader(ImpactStore store, SampleMarket market)
{
    private static readonly Dictionary<string, long> noRejects = [];

    private long rows;
    private int done;

    /// <returns>Rows that were added; zero when everything was there.</returns>
    public async Task<long> LoadAsync(IProgress<SampleProgress>? progress, CancellationToken cancellation)
    {
        int total = market.Instruments.Sum(i => i.Sessions.Count);
        await Parallel.ForEachAsync(
            market.Instruments,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
            async (instrument, token) =>
            {
                if (await HasAllAsync(instrument, token))
                    return;
                int id = await store.Instruments.UpsertAsync(instrument.Instrument, token);
                foreach (SampleSession session in market.Sessions(instrument))
                {
                    await LoadAsync(id, session, token);
                    progress?.Report(new SampleProgress(Interlocked.Increment(ref done), total, Interlocked.Read(ref rows)));
                }
            });
        await store.SessionRefresher.RefreshPendingAsync(null, cancellation);
        return rows;
    }

    /// <summary>The fills of the last session are the last thing that is written of an instrument.</summary>
    private Task<bool> HasAllAsync(SampleInstrument instrument, CancellationToken cancellation) =>
        store.Sources.ContainsAsync(SourceOf(instrument, instrument.Sessions[^1].Date, "fills"), cancellation);

    private async Task LoadAsync(int instrumentId, SampleSession session, CancellationToken cancellation)
    {
        await using (MarketDataImport? import = await store.MarketData.BeginImportAsync(SourceOf(session, "events"), cancellation))
        {
            if (import is not null)
            {
                Write(import, instrumentId, session.Events);
                Interlocked.Add(ref rows, (await import.CommitAsync(noRejects, cancellation)).Rows);
            }
        }

        await store.ParentOrders.ImportOrdersAsync(SourceOf(session, "orders"), Numbered(session.Orders), noRejects, cancellation);
        await store.ParentOrders.ImportFillsAsync(SourceOf(session, "fills"), Numbered(session.Fills), noRejects, cancellation);
    }

    private static void Write(MarketDataImport import, int instrumentId, IReadOnlyList<MarketEvent> events)
    {
        for (int i = 0; i < events.Count; i++)
        {
            MarketEvent e = events[i];
            if (e.Kind == MarketEventKind.Trade)
                import.WriteTrade(instrumentId, i + 1, e.EventTime, e.KnownTime, e.Trade);
            else if (e.Kind == MarketEventKind.Quote)
                import.WriteQuote(instrumentId, i + 1, e.EventTime, e.KnownTime, e.Quote);
            else if (e.Depth is { } depth)
                import.WriteDepth(instrumentId, i + 1, e.EventTime, e.KnownTime, depth);
        }
    }

    private static SourceRow<T>[] Numbered<T>(IReadOnlyList<T> rows) => [.. rows.Select((row, i) => new SourceRow<T>(i + 1, row))];

    private ImportSource SourceOf(SampleSession session, string part) => SourceOf(session.Instrument, session.Session.Date, part);

    /// <summary>A generated session has no file; what it is generated from takes the place of the hash of its contents.</summary>
    private ImportSource SourceOf(SampleInstrument instrument, DateOnly date, string part)
    {
        string name = $"{instrument.Instrument.Symbol}/{date:yyyy-MM-dd}/{part}";
        string recipe = $"{name}/{market.Seed}/{market.Options}";
        return new ImportSource("sample", name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe))));
    }
}
