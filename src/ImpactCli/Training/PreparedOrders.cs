using ImpactService.DataAccess.TrainingData;
using ImpactService.ImpactModels.Training;

namespace ImpactService.ImpactCli.Training;

/// <summary>Which orders, in which folds.</summary>
internal sealed record OrderPlan(TrainingOrderPlan Orders, FoldPlan Folds, ulong Seed);

/// <summary>The orders of a plan.</summary>
internal sealed record PreparedOrders(OrderPlan Plan, TrainingOrderSet Set, FoldedOrders Folds);
