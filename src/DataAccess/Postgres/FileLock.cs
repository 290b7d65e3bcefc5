namespace ImpactService.DataAccess.Postgres;

/// <summary>An flock on a file (what FileShare is on Unix): the kernel releases it when the process ends, however it ends.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan retryInterval = TimeSpan.FromMilliseconds(20);

    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    public static FileLock? TryExclusive(string path) => TryOpen(path, FileShare.None);

    /// <summary>Many processes can hold it at a time, while nobody holds it exclusively.</summary>
    public static FileLock? TryShared(string path) => TryOpen(path, FileShare.Read);

    public static Task<FileLock> ExclusiveAsync(string path, CancellationToken cancellationToken) => WaitAsync(() => TryExclusive(path), cancellationToken);

    public static Task<FileLock> SharedAsync(string path, CancellationToken cancellationToken) => WaitAsync(() => TryShared(path), cancellationToken);

    public void Dispose() => stream.Dispose();

    private static async Task<FileLock> WaitAsync(Func<FileLock?> attempt, CancellationToken cancellationToken)
    {
        FileLock? taken;
        while ((taken = attempt()) is null)
            await Task.Delay(retryInterval, cancellationToken);
        return taken;
    }

    private static FileLock? TryOpen(string path, FileShare share)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, share));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
