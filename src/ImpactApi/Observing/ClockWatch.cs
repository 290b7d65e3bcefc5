namespace ImpactService.ImpactApi.Observing;

/// <summary>Compares the clock of the wall with the one that only runs on: where they part between two looks, the first has been moved.</summary>
internal sealed class ClockWatch
{
    /// <summary>A time service corrects milliseconds by slewing; whole seconds are a jump.</summary>
    private const double JumpSecondsMin = 2;

    /// <summary>Long enough to be seen by whoever looks at alarms now and then.</summary>
    private const double StandsSeconds = 600;

    private readonly TimeProvider clock;
    private DateTimeOffset wall;
    private long steady;
    private long? jumped;

    public ClockWatch(TimeProvider clock)
    {
        this.clock = clock;
        (wall, steady) = (clock.GetUtcNow(), clock.GetTimestamp());
    }

    /// <summary>How far the last jump went; negative: back.</summary>
    public double JumpSeconds { get; private set; }

    public bool Stands => jumped is { } since && clock.GetElapsedTime(since).TotalSeconds < StandsSeconds;

    public void Look()
    {
        (DateTimeOffset wallNow, long steadyNow) = (clock.GetUtcNow(), clock.GetTimestamp());
        double seconds = (wallNow - wall).TotalSeconds - clock.GetElapsedTime(steady, steadyNow).TotalSeconds;
        (wall, steady) = (wallNow, steadyNow);
        if (Math.Abs(seconds) < JumpSecondsMin)
            return;
        (JumpSeconds, jumped) = (seconds, steadyNow);
    }
}
