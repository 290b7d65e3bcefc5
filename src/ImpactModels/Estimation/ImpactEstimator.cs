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
            return fallback.Estimate(order, order, order, horizonSeconds, Supports.Unknown, forceParametric ?? RungReason.NoModel);
        SupportAssessment support = artifact.Support.Assess(lawInputs.ReadSupport(features));
        RungReason? reason = forceParametric ?? Supports.ReasonForLaw(support);
        return reason is { } why
            ? fallback.Estimate(order, Seen(order, features), SupportedOrder(features), horizonSeconds, support, why)
            : Learned(artifact, order, features, support);
    }

    /// <summary>Why the mean of <see cref="Estimate"/> is what it is: about a millisecond.</summary>
    /// <inheritdoc cref="Estimate"/>
    public Explanation Explain(ReadOnlySpan<double> features, RungReason? forceParametric = null)
    {
        ImpactEstimate estimate = Estimate(features, forceParametric);
        LawInput order = lawInputs.Read(features);
        return artifact is not null && estimate.Reason is RungReason.InsideSupport or RungReason.EdgeOfSupport or RungReason.LearnerNotTrusted
            ? ImpactExplainer.Explain(artifact, Seen(order, features), lawInputs.HorizonSeconds(features), features, learnerInput, estimate.Slippage.MeanBps)
            : ImpactExplainer.ExplainParametric(order, Seen(order, features), SupportedOrder(features), fallback.Slippage, estimate.Slippage.MeanBps);
    }

    /// <summary>
    /// Inside the support on horizon and taker fraction. Where the size lies beyond the bulk of it, the forecast is that of the bulk's largest size, carried on by the size law: continuous at the boundary, and cost stays
    /// monotone in size across it.
    /// </summary>
    private ImpactEstimate Learned(ModelArtifact model, in LawInput order, ReadOnlySpan<double> features, SupportAssessment support)
    {
        bool isBeyond = support.Size == SupportLevel.Outside;
        double horizonSeconds = lawInputs.HorizonSeconds(features);
        bool isLearned = model.Slippage.IsLearnedAt(horizonSeconds);
        Span<double> supported = stackalloc double[features.Length];
        Supported(model, features, supported);
        LawInput seen = Seen(order, features);
        LawInput supportedOrder = Seen(lawInputs.Read(supported), features);
        Span<float> row = stackalloc float[learnerInput.ColumnCount];
        learnerInput.WriteRow(supported, row);
        int cell = model.Cells.CellOf(seen);
        CostDistribution slippage = model.Slippage.Extended(model.Slippage.Forecast(supportedOrder, horizonSeconds, row, cell), supportedOrder, seen, model.Slippage.Tails);
        CostDistribution priceShift = model.PriceShift.Extended(model.PriceShift.Forecast(supportedOrder, horizonSeconds, row, cell), supportedOrder, seen, model.PriceShift.Tails);
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

    /// <summary>The order as the model sees it, at the largest size that is well known for its horizon.</summary>
    private LawInput SupportedOrder(ReadOnlySpan<double> features)
    {
        if (artifact is null)
            return lawInputs.Read(features);
        Span<double> supported = stackalloc double[features.Length];
        Supported(artifact, features, supported);
        return Seen(lawInputs.Read(supported), features);
    }

    /// <summary>The order's vector at the largest size that is well known for its horizon (see <see cref="SupportRule.SizeFactor"/>); the vector itself where it is no larger.</summary>
    private void Supported(ModelArtifact model, ReadOnlySpan<double> features, Span<double> supported)
    {
        features.CopyTo(supported);
        double factor = model.Support.SizeFactor(lawInputs.ReadSupport(features));
        if (factor < 1)
            learnerInput.ScaleSize(supported, factor);
    }
}
