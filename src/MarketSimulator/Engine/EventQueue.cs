namespace ImpactService.MarketSimulator.Engine;

/// <summary>A wake-up call: when, for whom, and two numbers that only the participant understands.</summary>
internal readonly record struct WakeUp(long TimeMicros, long Sequence, int Participant, int Tag, int Stamp)
{
    public bool IsBefore(in WakeUp other) => TimeMicros < other.TimeMicros || (TimeMicros == other.TimeMicros && Sequence < other.Sequence);
}

/// <summary>Wake-up calls by time, and by order of scheduling where times tie, so that a run is the same every time. A binary heap in one array.</summary>
internal sealed class EventQueue
{
    private WakeUp[] heap = new WakeUp[4096];
    private long sequence;

    public int Count { get; private set; }

    public void Add(long timeMicros, int participant, int tag, int stamp)
    {
        if (Count == heap.Length)
            Array.Resize(ref heap, heap.Length * 2);
        WakeUp call = new(timeMicros, sequence++, participant, tag, stamp);
        int hole = Count++;
        while (hole > 0 && call.IsBefore(heap[(hole - 1) / 2]))
        {
            heap[hole] = heap[(hole - 1) / 2];
            hole = (hole - 1) / 2;
        }

        heap[hole] = call;
    }

    public bool TryTake(out WakeUp first)
    {
        first = heap[0];
        if (Count == 0)
            return false;
        WakeUp last = heap[--Count];
        int hole = 0;
        while (2 * hole + 1 < Count)
        {
            int child = 2 * hole + 1;
            if (child + 1 < Count && heap[child + 1].IsBefore(heap[child]))
                child++;
            if (!heap[child].IsBefore(last))
                break;
            heap[hole] = heap[child];
            hole = child;
        }

        heap[hole] = last;
        return true;
    }
}
