namespace ImpactService.ImpactModels.Execution;

/// <summary>A stretch of time in which an order may trade.</summary>
/// <param name="StartSeconds">From the start of the plan.</param>
/// <param name="EndSeconds">From the start of the plan.</param>
/// <param name="OtherVolume">Expected volume of the others in it, units.</param>
public readonly record struct ScheduleSlot(double StartSeconds, double EndSeconds, double OtherVolume)
{
    public double Seconds => EndSeconds - StartSeconds;

    public double MiddleSeconds => 0.5 * (StartSeconds + EndSeconds);
}

/// <summary>A stretch of time, in seconds from the start of the plan, in which nothing may be traded.</summary>
public readonly record struct ClosedWindow(double FromSeconds, double ToSeconds);
