namespace ImpactService.MarketSimulator;

/// <summary>How much of the sample market to make. The defaults are what `run.sh` loads.</summary>
public sealed record SampleOptions
{
    /// <summary>Sessions per instrument; the last one ends on <see cref="LastDate"/>.</summary>
    public int Sessions { get; init; } = 30;

    /// <summary>A Friday without a change of clocks in the United States in the six weeks before it.</summary>
    public DateOnly LastDate { get; init; } = new(2025, 10, 31);

    /// <summary>Symbols to make, or null for all of them.</summary>
    public IReadOnlyList<string>? Symbols { get; init; }

    /// <summary>Number of orders of every kind, against the default; tests make a quieter market.</summary>
    public double ActivityScale { get; init; } = 1;

    /// <summary>The last session stops here, so that there is a market in progress. 1 for a whole one.</summary>
    public double LastSessionFraction { get; init; } = 0.5;

    /// <summary>Ten-level snapshots of a whole session; one a minute for shares.</summary>
    public int DepthSnapshots { get; init; } = 390;

    /// <summary>Parent orders of the user's own, worked in each session.</summary>
    public int OwnOrdersPerSession { get; init; } = 2;

    internal void Validate()
    {
        Require(Sessions is >= 1 and <= 1000, nameof(Sessions), Sessions, "1 to 1000");
        Require(ActivityScale is > 0 and <= 100, nameof(ActivityScale), ActivityScale, "above 0, at most 100");
        Require(LastSessionFraction is > 0 and <= 1, nameof(LastSessionFraction), LastSessionFraction, "above 0, at most 1");
        Require(DepthSnapshots is >= 1 and <= 100_000, nameof(DepthSnapshots), DepthSnapshots, "1 to 100,000");
        Require(OwnOrdersPerSession is >= 0 and <= 1000, nameof(OwnOrdersPerSession), OwnOrdersPerSession, "0 to 1000");
    }

    private static void Require(bool condition, string name, object value, string range)
    {
        if (!condition)
            throw new ArgumentOutOfRangeException(name, value, $"valid: {range}");
    }
}
