using System.Collections.Immutable;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Learners;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>What is trained at every step of a comparison.</summary>
/// <param name="Trust">How far the learner is believed over the law; null: as in every model, chosen on inner folds.</param>
internal sealed record Entrant(string Name, IQuantileLearner Learner, LearnedTrust? Trust)
{
    /// <summary>The law that was chosen as prior, with the spread atom and the calibration of a model and nothing learned: what is left over it is the learner's own.</summary>
    public const string CalibratedLaw = "calibratedLaw";

    /// <summary>The learners as they are served, then the calibrated law, then, if wanted, each learner fully believed.</summary>
    public static ImmutableArray<Entrant> Of(ImmutableArray<IQuantileLearner> learners, bool withAlone) =>
    [
        .. learners.Select(learner => new Entrant(learner.Name, learner, null)),
        new Entrant(CalibratedLaw, learners[0], LearnedTrust.None),
        .. learners.Where(_ => withAlone).Select(learner => new Entrant($"{learner.Name}-alone", learner, LearnedTrust.Full)),
    ];
}
