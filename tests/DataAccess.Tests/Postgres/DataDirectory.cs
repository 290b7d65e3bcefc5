namespace ImpactService.Tests.DataAccess.Postgres;

/// <summary>A directory for a private server, reachable for the account that runs it, deleted afterwards.</summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"impact-data-{Guid.NewGuid():N}")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
