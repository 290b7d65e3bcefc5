namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>Binary searches over non-decreasing values.</summary>
internal static class TimeSearch
{
    /// <summary>How many of the values are at or before <paramref name="time"/>.</summary>
    public static int CountAtOrBefore(ReadOnlySpan<long> values, long time)
    {
        int low = 0, high = values.Length;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (values[middle] <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>How many of the values are strictly before <paramref name="time"/>.</summary>
    public static int CountBefore(ReadOnlySpan<long> values, long time) => time == long.MinValue ? 0 : CountAtOrBefore(values, time - 1);

    /// <summary>How many of the values are strictly below <paramref name="value"/>.</summary>
    public static int CountBefore(ReadOnlySpan<int> values, int value)
    {
        int low = 0, high = values.Length;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (values[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Index of the first of <paramref name="values"/> (non-decreasing) that is above <paramref name="threshold"/>; the length where none is.</summary>
    public static int FirstAbove(ReadOnlySpan<double> values, double threshold)
    {
        int low = 0, high = values.Length;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (values[middle] > threshold)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
