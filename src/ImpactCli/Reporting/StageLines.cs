namespace ImpactService.ImpactCli.Reporting;

/// <summary>A line when a stage is over, and a sign of life every ten seconds of a long one.</summary>
internal sealed class StageLines(TextWriter output, TimeProvider clock) : IProgress<Stage>
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private string? current;
    private long startTicks;
    private long lastTicks;

    public async Task<T> ShowAsync<T>(Func<IProgress<Stage>, Task<T>> work)
    {
        T result = await work(this);
        Finish();
        return result;
    }

    public void Report(Stage value)
    {
        lock (gate)
        {
            if (value.Name != current)
                Begin(value.Name);
            if (clock.GetElapsedTime(lastTicks) < pause)
                return;
            lastTicks = clock.GetTimestamp();
            output.WriteLine($"{value.Name}: {value.Done} of {value.Total}");
        }
    }

    private void Begin(string stage)
    {
        Finish();
        current = stage;
        startTicks = lastTicks = clock.GetTimestamp();
    }

    private void Finish()
    {
        if (current is not null)
            output.WriteLine($"{current}: {Figures.Number(clock.GetElapsedTime(startTicks).TotalSeconds, 1)} s");
    }
}
