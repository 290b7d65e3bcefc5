namespace ImpactService.ImpactModels.Boosting;

/// <summary>Remembers the losses by number of trees, and when the validation loss was lowest.</summary>
internal sealed class EarlyStopping(int patience, RoundLoss start)
{
    private readonly List<RoundLoss> losses = [start];
    private int best;

    /// <summary>Trees so far.</summary>
    public int Rounds => losses.Count - 1;

    /// <summary>Trees to keep.</summary>
    public int BestRounds => patience == 0 ? Rounds : best;

    public bool IsOver => patience > 0 && Rounds - best >= patience;

    /// <summary>[rounds + 1], the first before any tree.</summary>
    public IReadOnlyList<RoundLoss> Losses => losses;

    public void Add(RoundLoss loss)
    {
        losses.Add(loss);
        if (loss.Validation < losses[best].Validation)
            best = Rounds;
    }
}

/// <summary>
/// What training gives: the ensemble, its number of trees, the losses by number of trees, and [features and crosses] what splits on each were worth: on rows that did not choose them when the trees are
/// honest, on those that did when they are not.
/// </summary>
internal sealed record BoostingResult(QuantileEnsemble Ensemble, int Rounds, IReadOnlyList<RoundLoss> Losses, double[] Gains, RowScores Scores);
