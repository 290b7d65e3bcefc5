namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>How often the synthetic traders trade.</summary>
public enum TraderParticipation
{
    /// <summary>All alike.</summary>
    Homogeneous,

    /// <summary>Frequencies drawn from P(f) ~ f^−α between 1 and the number of the session's trades.</summary>
    PowerLaw,
}
