using System.Collections.Immutable;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactModels.Training;

/// <summary>What a model's learned curve would lose without a group of features.</summary>
/// <param name="LossGrowth">Pinball loss with the group shuffled over the loss as it is, minus one; in the learner's units.</param>
/// <param name="GainShare">What the splits on the group were worth in training, as a share of the whole (<see cref="BoostingModel.GainShares"/>); NaN for learners that do not split by boosting.</param>
public readonly record struct GroupLoss(FeatureGroup Group, double LossGrowth, double GainShare);

/// <summary><see cref="PermutationImportance"/> of the groups that features are declared in, on orders that the learner was not trained on, beside their gain.</summary>
public static class GroupImportance
{
    /// <param name="artifact">The model.</param>
    /// <param name="target">One of its two.</param>
    /// <param name="orders">Its calibration orders, not its test orders: what one reads here one acts upon.</param>
    /// <param name="repeats">Shufflings that are averaged.</param>
    /// <returns>The largest first; empty where no learner has a say or no order has the target.</returns>
    public static ImmutableArray<GroupLoss> Of(ModelArtifact artifact, TargetModel target, IEnumerable<TrainingOrder> orders, int repeats, ulong seed, int threads)
    {
        if (target.Learner is not { } learner)
            return [];
        LawInputReader reader = new(artifact.Schema);
        LearnerInput input = new(artifact.Schema);
        LearnerData data = TrainingRows.Of(orders, reader).With(artifact.Volatility, reader).ToLearnerData(target, input, seed);
        if (data.RowCount == 0)
            return [];
        int[] columns = artifact.Schema.LearnerFeatures;
        FeatureGroup[] groups = [.. columns.Select(column => artifact.Schema.Features[column].Group).Distinct()];
        int[][] members = Array.ConvertAll(groups, group => Enumerable.Range(0, columns.Length).Where(i => artifact.Schema.Features[columns[i]].Group == group).ToArray());
        double[] growths = PermutationImportance.Of(learner, data, members, repeats, seed, threads);
        double[]? gains = (learner as BoostingModel)?.GainShares();
        return [.. groups.Select((group, i) => new GroupLoss(group, growths[i], gains is null ? double.NaN : members[i].Sum(column => gains[column]))).OrderByDescending(loss => loss.LossGrowth)];
    }
}
