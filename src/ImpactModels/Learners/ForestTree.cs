using ImpactService.ImpactModels.Boosting;

namespace ImpactService.ImpactModels.Learners;

/// <summary>A grown tree of the forest.</summary>
/// <param name="Tree">Its structure.</param>
/// <param name="Places">[leaves × 52] quantiles of each leaf's rows, as places in the grid.</param>
internal sealed record ForestTree(TrainingTree Tree, ushort[] Places);
