namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>Where a training order comes from, and so what it can teach.</summary>
public enum TrainingOrderKind
{
    /// <summary>A paper order of negligible size replayed on quotes and trades: spread, timing risk, adverse selection and fill risk at every horizon and strategy; nothing about size.</summary>
    Probe,

    /// <summary>A run of public trades given to one synthetic trader: the effect of size, small sizes only.</summary>
    Metaorder,

    /// <summary>The user's own parent order: the truth.</summary>
    Own,
}
