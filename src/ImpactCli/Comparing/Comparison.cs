using System.Collections.Immutable;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Training;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>Which orders, and the steps of the walk over them.</summary>
internal sealed record ComparisonPlan(OrderPlan Orders, ImmutableArray<FoldPlan> Steps);

/// <summary>One step: its folds, and of each entrant the card and how long its training took.</summary>
internal sealed record ComparedStep(FoldedOrders Folds, ImmutableArray<ModelCard> Cards, ImmutableArray<double> TrainingSeconds);

/// <summary>What a walk forward over all learners and laws came to.</summary>
/// <param name="Prepared">All orders, made once; the folds are those of the whole walk.</param>
/// <param name="Plain">All test orders of all steps.</param>
/// <param name="Stretched">Their metaorders with planned horizons further from their run times; null where there are none.</param>
internal sealed record Comparison(PreparedOrders Prepared, ImmutableArray<ComparedStep> Steps, League Plain, League? Stretched);
