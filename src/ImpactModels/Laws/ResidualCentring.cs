namespace ImpactService.ImpactModels.Laws;

/// <summary>What the mean of a residual curve is.</summary>
public enum ResidualCentring
{
    /// <summary>Zero in every cell (<see cref="MeanCentring"/>): the mean of the forecast is the law's. What a product answers whose laws and means must agree.</summary>
    Law,

    /// <summary>What was observed in the cell: the table also corrects the law's bias there. The slightly stronger baseline (half a per cent of pinball on metaorders of three US shares).</summary>
    Observed,
}
