namespace ImpactService.Tests.ImpactApi.Faults;

/// <summary>A test that mounts a small file system, which only root may.</summary>
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux())
            Skip = "needs root on Linux: it mounts a small file system";
    }
}
