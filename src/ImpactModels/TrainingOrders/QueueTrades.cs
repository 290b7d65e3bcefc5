namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// The trades that can fill orders resting at one side's touch: for the bid, those not initiated by buyers. Keeps the running volume at the touch in force and,
/// for each trade, the next one that prints through the touch.
/// </summary>
internal sealed class QueueTrades
{
    private readonly double[] volumeAtTouchBefore;
    private readonly int[] nextThrough;

    private QueueTrades(int count)
    {
        volumeAtTouchBefore = new double[count + 1];
        nextThrough = new int[count + 1];
    }

    public static QueueTrades Build(TradePath trades, TouchSteps steps)
    {
        var queue = new QueueTrades(trades.Count);
        int[] stepOfTrade = StepOfEachTrade(trades.Count, steps);
        queue.nextThrough[trades.Count] = trades.Count;
        for (int i = trades.Count - 1; i >= 0; i--)
            queue.nextThrough[i] = IsThrough(trades, steps, i, stepOfTrade[i]) ? i : queue.nextThrough[i + 1];
        for (int i = 0; i < trades.Count; i++)
            queue.volumeAtTouchBefore[i + 1] = queue.volumeAtTouchBefore[i] + (IsAtTouch(trades, steps, i, stepOfTrade[i]) ? trades.Sizes[i] : 0);
        return queue;
    }

    /// <summary>Whether a trade can fill orders resting on the side with this sign.</summary>
    public static bool Consumes(TradePath trades, int trade, double sign) => trades.Signs[trade] * sign <= 0;

    /// <summary>First trade in [first, end), all within one step of the touch, that fills an order with this size ahead; −1 where none does.</summary>
    public int FirstFill(int first, int end, double sizeAhead)
    {
        if (first >= end)
            return -1;
        ReadOnlySpan<double> volumeAfter = volumeAtTouchBefore.AsSpan(first + 1, end - first);
        int passed = first + TimeSearch.FirstAbove(volumeAfter, volumeAtTouchBefore[first] + sizeAhead);
        int fill = Math.Min(passed, nextThrough[first]);
        return fill < end ? fill : -1;
    }

    private static int[] StepOfEachTrade(int count, TouchSteps steps)
    {
        var stepOfTrade = new int[count];
        Array.Fill(stepOfTrade, -1);
        for (int step = 0; step < steps.Count; step++)
            stepOfTrade.AsSpan(steps.FirstTrade(step)..steps.FirstTradeAfter(step)).Fill(step);
        return stepOfTrade;
    }

    private static bool IsThrough(TradePath trades, TouchSteps steps, int trade, int step) =>
        step >= 0 && Consumes(trades, trade, steps.Sign) && steps.Sign * trades.Prices[trade] < steps.SignedPrice(step);

    private static bool IsAtTouch(TradePath trades, TouchSteps steps, int trade, int step) =>
        step >= 0 && Consumes(trades, trade, steps.Sign) && steps.Sign * trades.Prices[trade] == steps.SignedPrice(step);
}
