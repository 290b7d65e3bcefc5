using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>One slice of an order: released at <paramref name="Time"/> with this share of the whole.</summary>
internal readonly record struct ChildOrder(Timestamp Time, double Share);

/// <summary>
/// Volume-curve children: the horizon is cut into equal slices, one child is released at the start of each, with the share of the volume that the curve expects in its slice.
/// At least one child a minute and a minimum number; bounded, since a horizon never passes its session.
/// </summary>
internal sealed class ChildSchedule(TradingSession session, VolumeCurve curve, ProbeOptions options)
{
    /// <summary>Shares below this leave nothing to normalise by: the curve expects no volume there, and equal slices are used.</summary>
    private const double MinimumVolumeShare = 1e-12;

    private readonly ChildOrder[] buffer = new ChildOrder[CountFor(session.LengthSeconds, options)];

    /// <summary>The children of one order, valid until the next call.</summary>
    public ReadOnlySpan<ChildOrder> Of(Timestamp t0, double horizonSeconds)
    {
        int count = Math.Min(CountFor(horizonSeconds, options), buffer.Length);
        Span<ChildOrder> children = buffer.AsSpan(0, count);
        double start = t0.SecondsSince(session.Open);
        double volume = curve.Fraction(start / session.LengthSeconds, (start + horizonSeconds) / session.LengthSeconds);
        for (int i = 0; i < count; i++)
        {
            double from = horizonSeconds * i / count;
            double until = horizonSeconds * (i + 1) / count;
            double slice = curve.Fraction((start + from) / session.LengthSeconds, (start + until) / session.LengthSeconds);
            children[i] = new ChildOrder(t0.AddSeconds(from), volume > MinimumVolumeShare ? slice / volume : 1.0 / count);
        }

        return children;
    }

    private static int CountFor(double horizonSeconds, ProbeOptions options) =>
        Math.Max(options.MinimumChildren, (int)Math.Ceiling(horizonSeconds / options.MaximumChildSpacingSeconds));
}
