using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactApi.Services;

namespace ImpactService.ImpactApi.Jobs;

/// <summary>Raises the alarms that can be read from a state: the others are raised where their cause is met.</summary>
internal sealed class AlarmJob(ModelRegistry models, EstimateRecorder recorder, Alarms alarms, ImpactOptions options, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(options.PollSeconds), clock);
        ClockWatch clockWatch = new(clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Watch();
            Watch(clockWatch);
        }
    }

    private void Watch(ClockWatch clockWatch)
    {
        clockWatch.Look();
        if (clockWatch.Stands)
            alarms.Raise(AlarmCode.ClockJumped, $"this machine's clock has jumped by {clockWatch.JumpSeconds:0.#} s");
        else
            alarms.Clear(AlarmCode.ClockJumped);
    }

    private void Watch()
    {
        if (models.Fault is { } fault)
            alarms.Raise(AlarmCode.ModelRefused, fault);
        else
            alarms.Clear(AlarmCode.ModelRefused);
        if (recorder.Waiting >= options.RecorderCapacity)
            alarms.Raise(AlarmCode.RecorderFull, $"{options.RecorderCapacity} answers wait for the store; further ones say recorded: false");
        else
            alarms.Clear(AlarmCode.RecorderFull);
    }
}
