namespace ImpactService.ImpactApi.Services;

/// <summary>Whether the store took what was last written to it. One writer notices, all others stop asking until one has got through.</summary>
internal sealed class StoreState
{
    private volatile bool isAway;

    public bool IsAway
    {
        get => isAway;
        set => isAway = value;
    }
}
