using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>Open, high, low and close by event time, whatever the order of arrival; of equal times the first fed opens and the last fed closes.</summary>
internal struct OpenHighLowClose()
{
    private Timestamp openTime = Timestamp.MaxValue;
    private Timestamp closeTime = Timestamp.MinValue;

    public double Open { get; private set; } = double.NaN;

    public double High { get; private set; } = double.NegativeInfinity;

    public double Low { get; private set; } = double.PositiveInfinity;

    public double Close { get; private set; } = double.NaN;

    public readonly bool IsEmpty => double.IsNaN(Close);

    public void Add(Timestamp time, double price)
    {
        High = Math.Max(High, price);
        Low = Math.Min(Low, price);
        if (time < openTime)
            (openTime, Open) = (time, price);
        if (time >= closeTime)
            (closeTime, Close) = (time, price);
    }
}
