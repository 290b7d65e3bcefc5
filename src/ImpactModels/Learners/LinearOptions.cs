namespace ImpactService.ImpactModels.Learners;

/// <summary>What can be tuned about linear quantile regression.</summary>
public sealed record LinearOptions
{
    /// <summary>λ of the penalty λ|β|²/2 on standardised coefficients, beside a loss in units of the targets' spread: about as many rows that say zero.</summary>
    public double Ridge { get; init; } = 10;

    /// <summary>Newton steps at most, at each level; they end by themselves long before.</summary>
    public int Iterations { get; init; } = 50;

    /// <summary>Stops when no coefficient moves by more than this many units of the targets' spread: far below what its standard error can be.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>
    /// Rows at most; of more, one of every few neighbours is drawn: what a few hundred coefficients gain from more rows is below their noise from day to day.
    /// </summary>
    public int MostRows { get; init; } = 40_000;

    /// <summary>Threads at most; 0 is one per processor. The model does not depend on it.</summary>
    public int Threads { get; init; }

    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Validate()
    {
        Require(Ridge is > 0 and < double.PositiveInfinity, nameof(Ridge), Ridge, "above 0, finite");
        Require(Iterations >= 1, nameof(Iterations), Iterations, "1 or more");
        Require(Tolerance is > 0 and < 1, nameof(Tolerance), Tolerance, "above 0, below 1");
        Require(MostRows >= 1, nameof(MostRows), MostRows, "1 or more");
        Require(Threads >= 0, nameof(Threads), Threads, "0 or more");
    }

    private static void Require(bool holds, string name, object value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be {range}.");
    }
}
