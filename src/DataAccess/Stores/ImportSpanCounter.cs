using System.Runtime.InteropServices;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>Counts the rows of an import by instrument and keeps their first and last event time; rows need not be in time order.</summary>
internal sealed class ImportSpanCounter
{
    private readonly Dictionary<int, Counts> byInstrument = [];
    private Counts last = new();
    private int lastInstrumentId = -1;

    public long Rows => byInstrument.Values.Sum(c => c.Trades + c.Quotes + c.Depth);

    public void Add(int instrumentId, Timestamp eventTime, MarketEventKind kind)
    {
        // Files come instrument by instrument or in short runs, so the dictionary is rarely asked.
        if (instrumentId != lastInstrumentId)
            Switch(instrumentId);
        last.Add(eventTime, kind);
    }

    public ImportSpan[] ToSpans() =>
        [.. byInstrument.OrderBy(p => p.Key).Select(p => new ImportSpan(p.Key, p.Value.First, p.Value.Last, p.Value.Trades, p.Value.Quotes, p.Value.Depth))];

    private void Switch(int instrumentId)
    {
        ref Counts? counts = ref CollectionsMarshal.GetValueRefOrAddDefault(byInstrument, instrumentId, out _);
        last = counts ??= new Counts();
        lastInstrumentId = instrumentId;
    }

    private sealed class Counts
    {
        public Timestamp First { get; private set; } = Timestamp.MaxValue;

        public Timestamp Last { get; private set; } = Timestamp.MinValue;

        public long Trades { get; private set; }

        public long Quotes { get; private set; }

        public long Depth { get; private set; }

        public void Add(Timestamp eventTime, MarketEventKind kind)
        {
            if (eventTime < First)
                First = eventTime;
            if (eventTime > Last)
                Last = eventTime;
            switch (kind)
            {
                case MarketEventKind.Trade: Trades++; break;
                case MarketEventKind.Quote: Quotes++; break;
                default: Depth++; break;
            }
        }
    }
}
