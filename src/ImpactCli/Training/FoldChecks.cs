using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.Training;

/// <summary>A fold without orders that an answer could be given for is the user's to fix, and is said before hours are spent.</summary>
internal static class FoldChecks
{
    /// <exception cref="CommandException">A fold is empty; the message names it.</exception>
    public static void Require(FoldedOrders folds, FeatureSchema schema)
    {
        LawInputReader reader = new(schema);
        Require("training", folds.Train, $"before {folds.Plan.TrainUntil}");
        Require("calibration", folds.Calibrate, $"from {folds.Plan.TrainUntil} to {folds.Plan.CalibrateUntil}");
        Require("test", folds.Test, $"from {folds.Plan.CalibrateUntil} to {folds.Plan.TestUntil}");

        void Require(string fold, IReadOnlyList<TrainingOrder> orders, string span)
        {
            if (!orders.Any(order => LawInputReader.IsUsable(reader.Read(order.Features))))
                throw new CommandException($"the {fold} fold ({span}) has no usable training orders: import more sessions, move the fold boundaries or choose other kinds");
        }
    }
}
