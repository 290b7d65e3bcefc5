namespace ImpactService.ImpactModels.Estimation;

public enum SupportLevel
{
    Inside,

    /// <summary>Among the outermost orders that the model was trained on.</summary>
    Edge,

    /// <summary>Beyond all of them.</summary>
    Outside,
}

/// <summary>Where an order lies relative to the training orders, axis by axis; the whole is the worst of the three.</summary>
public sealed record SupportAssessment(SupportLevel Size, SupportLevel Horizon, SupportLevel TakerFraction)
{
    public SupportLevel Overall => (SupportLevel)Math.Max((int)Size, Math.Max((int)Horizon, (int)TakerFraction));
}
