namespace ImpactService.ImpactApi.Contracts;

/// <summary>The process lives.</summary>
internal sealed record LiveAnswer(string Status);
