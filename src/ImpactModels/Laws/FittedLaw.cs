using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Laws;

/// <summary>A law and how it came about.</summary>
/// <param name="FallbackReason">Why the published parameters stand instead of a fit; null where the fit succeeded.</param>
public sealed record FittedLaw(LawKind Kind, IImpactLaw Law, ImmutableArray<LawParameter> Parameters, int RowCount, int BlockCount, string? FallbackReason)
{
    public bool IsPublished => FallbackReason is not null;
}
