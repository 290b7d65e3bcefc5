using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// The one call that everything makes: feature vector → cost distribution. Immutable, thread-safe, a pure function of the vector, so that an answer can be replayed bit for bit.
/// The vector carries the order too (size, horizon, taker fraction): see <see cref="OrderFeatures"/>.
/// </summary>
public sealed class ImpactEstimator
{
    private readonly LawInputReader lawInputs;
    private readonly LearnerInput learnerInput;
    private readonly ModelArtifact? artifact;
    private readonly ParametricEstimator fallback;

    /// <summary>[cells], as the calibration of slippage shares them; none on published priors.</summary>
    private readonly ImmutableArray<string> cellNames;

    private ImpactEstimator(FeatureSchema schema, ModelArtifact? artifact, ParametricEstimator fallback)
    {
        Schema = schema;
        lawInputs = new LawInputReader(schema);
        learnerInput = new LearnerInput(schema);
        this.artifact = artifact;
        this.fallback = fallback;
        cellNames = artifact is null ? [] : CalibrationCells.NamesIn(artifact.Slippage.Calibration);
    }

    public FeatureSchema Schema { get; }

    /// <summary>Null on published priors.</summary>
    public ModelArtifact? Artifact => artifact;

    public static ImpactEstimator FromArtifact(ModelArtifact artifact) => new(artifact.Schema, artifact, ParametricEstimator.Of(artifact));

    /// <summary>Without a model: laws with published parameters.</summary>
    public static ImpactEstimator PublishedPriors(FeatureSchema schema) => new(schema, null, ParametricEstimator.Published());

    /// <summary>Whether the vector holds what the least of answers needs: size in ADV, volatility, spread.</summary>
    public bool CanEstimate(ReadOnlySpan<double> features) => LawInputReader.IsUsable(lawInputs.Read(features));

    /// <param name="features">[Schema.Count] by <see cref="OrderFeatures.Write"/>.</param>
    /// <param name="forceParametric">Why the learned model must not be used (stale data, a disordered market), or null.</param>
    /// <exception cref="ArgumentException"><see cref="CanEstimate"/> is false, or the vector has another length.</exception>
    public ImpactEstimate Estimate(ReadOnlySpan<double> features, RungReason? forceParametric = null)
    {
        if (features.Length != Schema.Count)
            throw new ArgumentException($"the vector has {features.Length} features, the schema {Schema.Count}", nameof(features));
        LawInput order = lawInputs.Read(features);
        if (!LawInputReader.IsUsable(order))
            throw new ArgumentException("the vector lacks size in units of ADV, volatility or spread: check CanEstimate first", nameof(features));
        double horizonSeconds = lawInputs.HorizonSeconds(features);
        if (artifact is null)
            return fallback.Estimate(order, order, horizonSeconds, Supports.Unknown, forceParametric ?? RungReason.NoModel);
        SupportAssessment support = artifact.Support.Assess(lawInputs.ReadSupport(features));
        RungReason? reason = forceParametric ?? Supports.ReasonForLaw(support);
        return reason is { } why ? fallback.Estimate(order, Seen(order, features), horizonSeconds, support, why) : Learned(artifact, order, features, horizonSeconds, support);
    }

    /// <summary>Why the mean of <see cref="Estimate"/> is what it is: about a millisecond.</summary>
    /// <inheritdoc cref="Estimate"/>
    public Explanation Explain(ReadOnlySpan<double> features, RungReason? forceParametric = null)
    {
        ImpactEstimate estimate = Estimate(features, forceParametric);
        LawInput order = lawInputs.Read(features);
        return artifact is not null && estimate.Reason is RungReason.InsideSupport or RungReason.EdgeOfSupport or RungReason.LearnerNotTrusted
            ? ImpactExplainer.Explain(artifact, Seen(order, features), lawInputs.HorizonSeconds(features), features, learnerInput, estimate.Slippage.MeanBps)
            : ImpactExplainer.ExplainParametric(order, fallback.LawMeanBps(Seen(order, features)), estimate.Slippage.MeanBps);
    }

    /// <summary>
    /// Inside the support on horizon and taker fraction. Where the size lies beyond it, the learned curve is that of the largest supported size and is shifted by what the law says
    /// of the difference: the mean follows the law, the spread of outcomes is what was learned, and cost stays monotone in size across the boundary.
    /// </summary>
    private ImpactEstimate Learned(ModelArtifact model, in LawInput order, ReadOnlySpan<double> features, double horizonSeconds, SupportAssessment support)
    {
        bool isBeyond = support.Size == SupportLevel.Outside;
        bool isLearned = model.Slippage.IsLearnedAt(horizonSeconds);
        double factor = isBeyond ? model.Support.SizeFactor(lawInputs.ReadSupport(features)) : 1;
        Span<double> supported = stackalloc double[features.Length];
        features.CopyTo(supported);
        if (factor < 1)
            learnerInput.ScaleSize(supported, factor);
        LawInput seen = Seen(order, features);
        LawInput supportedOrder = factor < 1 ? Seen(lawInputs.Read(supported), features) : seen;
        Span<float> row = stackalloc float[learnerInput.ColumnCount];
        learnerInput.WriteRow(supported, row);
        int cell = model.Cells.CellOf(seen);
        CostDistribution slippage = Extended(model.Slippage, model.Slippage.Forecast(supportedOrder, horizonSeconds, row, cell), seen, supportedOrder, factor);
        CostDistribution priceShift = Extended(model.PriceShift, model.PriceShift.Forecast(supportedOrder, horizonSeconds, row, cell), seen, supportedOrder, factor);
        return new ImpactEstimate
        {
            Slippage = slippage,
            PriceShift = priceShift,
            PermanentImpact = JointImpact.Permanent(priceShift),
            TemporaryImpact = model.Joint.Temporary(slippage, priceShift, model.Slippage.Tails),
            Decomposition = Decompositions.Of(order, slippage.MeanBps, priceShift.MeanBps),
            Laws = LawForecasts.Of(model.Laws, order),
            Support = support,
            Rung = isBeyond || !isLearned ? Rung.Parametric : Rung.Learned,
            Reason = isBeyond ? RungReason.SizeOutsideSupport : !isLearned ? RungReason.LearnerNotTrusted : support.Overall == SupportLevel.Edge ? RungReason.EdgeOfSupport : RungReason.InsideSupport,
            CalibrationCell = cellNames[cell],
            RelaxationLagSeconds = RelaxationLag.Default.SecondsAfter(horizonSeconds),
        };
    }

    /// <summary>With the volatility in force for the daily one.</summary>
    private LawInput Seen(in LawInput order, ReadOnlySpan<double> features) => artifact is null ? order : artifact.Volatility.Apply(order, lawInputs.ReadVolatility(features));

    private static CostDistribution Extended(TargetModel target, CostDistribution forecast, in LawInput order, in LawInput supportedOrder, double factor) =>
        factor < 1 ? forecast.Shifted(target.LawMeanBps(order) - target.LawMeanBps(supportedOrder)) : forecast;
}
