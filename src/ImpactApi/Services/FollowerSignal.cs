namespace ImpactService.ImpactApi.Services;

/// <summary>Wakes the follower before its time: somebody knows that the store has more.</summary>
internal sealed class FollowerSignal
{
    private volatile TaskCompletionSource woken = New();

    public void Wake() => woken.TrySetResult();

    /// <summary>Waits for a call of <see cref="Wake"/> since the last return, or for the time.</summary>
    public async Task WaitAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellation)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(woken.Task, Task.Delay(time, clock, end.Token));
        await end.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        if (woken.Task.IsCompleted)
            woken = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
