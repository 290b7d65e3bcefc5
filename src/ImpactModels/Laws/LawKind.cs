namespace ImpactService.ImpactModels.Laws;

/// <summary>The parametric laws, in the order in which league tables list them.</summary>
public enum LawKind
{
    Constant,
    SquareRoot,
    Almgren,
    IStar,
    Propagator,
    Power,
}
