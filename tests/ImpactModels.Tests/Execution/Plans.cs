using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Execution;

/// <summary>Orders that are typical enough: 25 % of a day's volume over three hours of a 6.5-hour session.</summary>
internal static class Plans
{
    public const double SessionSeconds = 23_400;

    public static readonly ScheduleLaws Laws = new(new SmoothImpact(60, 30, 0.6), new SmoothImpact(60, 35, 1), new ResilientImpact(60, 120, 40));

    public static ScheduleProblem Problem(double horizonSeconds = 10_800, double sliceSeconds = 300, params ClosedWindow[] closed)
    {
        ImmutableArray<ScheduleSlot> slots = SlotGrid.Of(horizonSeconds, sliceSeconds, closed, (from, to) => Cumulative(to) - Cumulative(from));
        return new ScheduleProblem
        {
            Quantity = 500_000,
            AdvUnits = 2e6,
            Slots = slots,
            HorizonSeconds = horizonSeconds,
            SessionSeconds = SessionSeconds,
            SecondsToClose = 15_000,
            DailyVolatility = 0.02,
            LotUnits = 100,
        };
    }

    /// <summary>A smile of volume: more at the ends than in the middle.</summary>
    public static double Cumulative(double t) => 2e6 * (t / SessionSeconds + 0.1 * Math.Sin(2 * Math.PI * t / SessionSeconds) / Math.PI);

    public static ScheduleFigures Figures(ScheduleProblem problem) => new(problem, Laws.Smooth, Reference, Cumulative, 2.5);

    public static CostDistribution Reference { get; } = CostDistribution.FromCurve([.. NormalDistribution.AtLevels().Select(z => 20 + 80 * z)], TailShape.Default);
}
