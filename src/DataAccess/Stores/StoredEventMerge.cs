using System.Runtime.InteropServices;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>Merges the tables' rows into one stream. Rows mostly come in order already (an index on event time, known at once), so a list is sorted only when it is not.</summary>
internal static class StoredEventMerge
{
    public static StoredEvent[] Merge(IReadOnlyList<List<StoredEvent>> streams) => Merge(streams, static e => e);

    public static MarketEvent[] MergeEvents(IReadOnlyList<List<StoredEvent>> streams) => Merge(streams, static e => e.Event);

    private static T[] Merge<T>(IReadOnlyList<List<StoredEvent>> streams, Func<StoredEvent, T> select)
    {
        foreach (List<StoredEvent> stream in streams)
            SortWhereNeeded(stream);
        List<StoredEvent>[] left = [.. streams.Where(s => s.Count > 0)];
        int[] next = new int[left.Length];
        T[] merged = new T[left.Sum(s => s.Count)];
        for (int i = 0; i < merged.Length; i++)
            merged[i] = select(TakeFirst(left, next));
        return merged;
    }

    private static StoredEvent TakeFirst(List<StoredEvent>[] streams, int[] next)
    {
        int first = -1;
        for (int s = 0; s < streams.Length; s++)
        {
            if (next[s] < streams[s].Count && (first < 0 || Head(streams, next, s).CompareTo(Head(streams, next, first)) < 0))
                first = s;
        }

        return Head(streams, next, first, advance: 1);
    }

    private static ref StoredEvent Head(List<StoredEvent>[] streams, int[] next, int stream, int advance = 0)
    {
        ref StoredEvent head = ref CollectionsMarshal.AsSpan(streams[stream])[next[stream]];
        next[stream] += advance;
        return ref head;
    }

    private static void SortWhereNeeded(List<StoredEvent> events)
    {
        Span<StoredEvent> span = CollectionsMarshal.AsSpan(events);
        for (int i = 1; i < span.Length; i++)
        {
            if (span[i].CompareTo(span[i - 1]) < 0)
            {
                span.Sort();
                return;
            }
        }
    }
}
