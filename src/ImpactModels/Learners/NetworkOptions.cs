namespace ImpactService.ImpactModels.Learners;

/// <summary>What can be tuned about the network learner.</summary>
public sealed record NetworkOptions
{
    /// <summary>Units of each of the two hidden layers that see everything but the size group; the latter's have a quarter as many of their own.</summary>
    public int HiddenUnits { get; init; } = 32;

    /// <summary>Networks of different seeds whose curves are averaged.</summary>
    public int Members { get; init; } = 2;

    /// <summary>Passes over the rows at most; early stopping may keep fewer.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Stops when the held-out loss has not improved for this many passes; 0 trains all passes on all rows.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>Passes at most where early stopping is wanted but nothing can be held out.</summary>
    public int UncheckedEpochs { get; init; } = 5;

    /// <summary>Share of the rows held out for early stopping: the latest whole blocks.</summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>Rows per step.</summary>
    public int BatchRows { get; init; } = 128;

    /// <summary>Adam's step; falls linearly to a tenth of it over the passes.</summary>
    public double LearningRate { get; init; } = 0.004;

    /// <summary>Share by which weights shrink per step, times the learning rate (AdamW: Loshchilov, Hutter 2019).</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Threads at most, one member each; 0 is one per processor. The model does not depend on it.</summary>
    public int Threads { get; init; }

    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public void Validate()
    {
        Require(HiddenUnits is >= 4 and <= MostUnits, nameof(HiddenUnits), HiddenUnits, $"4 to {MostUnits}");
        Require(Members is >= 1 and <= MostMembers, nameof(Members), Members, $"1 to {MostMembers}");
        Require(Epochs >= 0, nameof(Epochs), Epochs, "0 or more");
        Require(Patience >= 0, nameof(Patience), Patience, "0 or more");
        Require(UncheckedEpochs >= 0, nameof(UncheckedEpochs), UncheckedEpochs, "0 or more");
        Require(ValidationShare is > 0 and < 1, nameof(ValidationShare), ValidationShare, "above 0, below 1");
        Require(BatchRows >= 1, nameof(BatchRows), BatchRows, "1 or more");
        Require(LearningRate is > 0 and < 1, nameof(LearningRate), LearningRate, "above 0, below 1");
        Require(WeightDecay is >= 0 and < 1, nameof(WeightDecay), WeightDecay, "0 or more, below 1");
        Require(Threads >= 0, nameof(Threads), Threads, "0 or more");
    }

    /// <summary>A row's activations lie on the stack in inference.</summary>
    public const int MostUnits = 512;

    public const int MostMembers = 64;

    private static void Require(bool holds, string name, object value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be {range}.");
    }
}
