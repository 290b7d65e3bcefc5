namespace ImpactService.ImpactModels.Distribution;

/// <summary>An interval of levels, Lower ≤ Upper; a point where both are equal.</summary>
public readonly record struct LevelRange(double Lower, double Upper)
{
    /// <summary>The level a share of the way up: with a uniform share this is the randomised PIT.</summary>
    public double At(double share) => Lower + share * (Upper - Lower);
}
