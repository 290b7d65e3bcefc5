using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// A small multilayer network with joint pinball loss over the 17 levels and a head that cannot cross; a few seeds, averaged. Early stopping on the latest whole blocks, then trained again on all rows for as long.
/// IncreasingFeatures: <see cref="Network"/> reads the size group through weights that are not negative, so no level falls, wherever the gaps of the base curve do not depend on size, as with every law.
/// </summary>
public sealed class NetworkLearner : IQuantileLearner
{
    private readonly NetworkOptions options;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public NetworkLearner(NetworkOptions? options = null)
    {
        this.options = options ?? new NetworkOptions();
        this.options.Validate();
    }

    public string Name => "network";

    public IQuantileModel Fit(LearnerData data, IProgress<LearnerProgress>? progress, CancellationToken cancellation)
    {
        LearnerChecks.Check(data);
        DesignColumns columns = DesignColumns.Fit(data);
        NetworkScale scale = NetworkScale.Fit(data);
        var rows = new NetworkRows(data, columns, scale);
        bool[]? held = options.Patience > 0 ? HeldOutRows.Latest(data, options.ValidationShare) : null;
        bool[] isSize = columns.AreValuesOf(data.IncreasingFeatures);
        var members = new Network[options.Members];
        ParallelChunks.For(members.Length, 1, options.ThreadCount, (member, _, _) =>
            members[member] = Train(rows, held, data.RowCount, Draw(isSize, data.Seed, member), data.Seed + (ulong)member, member == 0 ? progress : null, cancellation));
        return new NetworkModel(columns, scale, members);
    }

    private Network Draw(bool[] isSize, ulong seed, int member)
    {
        Network network = Network.Of(isSize, options.HiddenUnits);
        network.Draw(new SeededRandom(seed).Fork((ulong)member));
        return network;
    }

    private Network Train(NetworkRows rows, bool[]? held, int rowCount, Network start, ulong seed, IProgress<LearnerProgress>? progress, CancellationToken cancellation)
    {
        var trainer = new NetworkTrainer(rows, options, seed);
        int[] all = [.. Enumerable.Range(0, rowCount)];
        int epochs = options.Patience > 0 ? Math.Min(options.Epochs, options.UncheckedEpochs) : options.Epochs;
        if (held is not null)
            epochs = trainer.Train(start, [.. all.Where(row => !held[row])], [.. all.Where(row => held[row])], options.Epochs, Report(Name), cancellation).Epochs;
        return trainer.Train(start, all, [], epochs, Report(held is null ? Name : "refit"), cancellation).Network;

        Action<int, double, double>? Report(string stage) => progress is null
            ? null
            : (done, loss, heldLoss) => progress.Report(new LearnerProgress(stage, done, options.Epochs, loss, heldLoss));
    }
}
