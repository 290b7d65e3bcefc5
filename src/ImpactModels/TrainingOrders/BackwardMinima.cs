namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// Answers "which is the first event from here on whose value is at most x" while sweeping a sequence from its end to its start: amortised O(1) per push, O(log n) per question.
/// A monotone stack: an event is dropped as soon as an earlier one is not above it, since it can never be the first again.
/// </summary>
internal sealed class BackwardMinima(int capacity)
{
    private readonly int[] events = new int[capacity];
    private readonly double[] values = new double[capacity];
    private int count;

    /// <summary>Adds the event just before all those pushed so far.</summary>
    public void Push(int eventIndex, double value)
    {
        while (count > 0 && values[count - 1] >= value)
            count--;
        events[count] = eventIndex;
        values[count++] = value;
    }

    /// <summary>The earliest pushed event with a value at most <paramref name="limit"/>, or −1. On the stack values rise towards the top, which is the earliest.</summary>
    public int FirstAtMost(double limit)
    {
        int low = 0, high = count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (values[middle] <= limit)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? -1 : events[low - 1];
    }
}
