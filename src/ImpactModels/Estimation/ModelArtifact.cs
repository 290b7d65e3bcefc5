using System.Collections.Immutable;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// The frozen thing that answers are computed from: everything that training decided, and nothing that can change. Its bytes are its identity (<see cref="Hash"/>).
/// </summary>
public sealed class ModelArtifact
{
    public required Timestamp CreatedAt { get; init; }

    /// <summary>No training or calibration label ends after this; an answer as of an earlier time is in sample.</summary>
    public required Timestamp TrainedThrough { get; init; }

    public required FeatureSchema Schema { get; init; }

    public required ModelCard Card { get; init; }

    public ParametricModel Parametric => Slippage.Parametric;

    public required TargetModel Slippage { get; init; }

    public required TargetModel PriceShift { get; init; }

    /// <summary>What stands for σ in the chain of both targets.</summary>
    public required VolatilityNow Volatility { get; init; }

    public required CalibrationCells Cells { get; init; }

    public required JointImpact Joint { get; init; }

    public required SupportRule Support { get; init; }

    /// <summary>What markets it has seen: far beyond, its answers do not hold.</summary>
    public required MarketRange Markets { get; init; }

    /// <summary>Fitted on the same training orders, for comparison in every answer.</summary>
    public required ImmutableArray<IImpactLaw> Laws { get; init; }

    /// <summary>[Schema.Count] the median training order: what a feature group is replaced with when its contribution is explained.</summary>
    public required ImmutableArray<double> ReferenceFeatures { get; init; }

    /// <summary>Hex SHA-256 of the bytes; set by <see cref="ModelArtifactFormat"/> when they are written or read.</summary>
    public string Hash { get; internal set; } = "";

    /// <summary>Learner, day and the start of the hash: unique, sortable, readable.</summary>
    public string Id => $"{Card.Learner}-{TrainedThrough.ToUtcDateTime():yyyyMMdd}-{Hash[..Math.Min(12, Hash.Length)]}";

    /// <summary>The same model with another card, once it has been judged; its hash is set when it is written.</summary>
    public ModelArtifact With(ModelCard card) => new()
    {
        CreatedAt = CreatedAt,
        TrainedThrough = TrainedThrough,
        Schema = Schema,
        Card = card,
        Slippage = Slippage,
        PriceShift = PriceShift,
        Volatility = Volatility,
        Cells = Cells,
        Joint = Joint,
        Support = Support,
        Markets = Markets,
        Laws = Laws,
        ReferenceFeatures = ReferenceFeatures,
    };
}
