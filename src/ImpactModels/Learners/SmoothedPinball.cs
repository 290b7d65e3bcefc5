namespace ImpactService.ImpactModels.Learners;

/// <summary>
/// Pinball loss convolved with a uniform kernel of half width h: ℓ(z) = |z|ₕ/2 + (τ − ½)z, where |z|ₕ is |z| beyond h and (z² + h²)/2h within. Convex, with a second derivative of 1/2h within h and 0 beyond
/// (Fernandes, Guerre, Horta 2021, J. Business and Economic Statistics; He, Pan, Tan, Zhou 2023, J. Econometrics).
/// </summary>
internal readonly record struct SmoothedPinball(double Level, double HalfWidth)
{
    public double Curvature => 0.5 / HalfWidth;

    public double Loss(double z)
    {
        double wide = Math.Abs(z);
        double near = Math.Min(wide, HalfWidth);
        return (wide - near + (near * near + HalfWidth * HalfWidth) * Curvature) / 2 + (Level - 0.5) * z;
    }

    /// <summary>ℓ′(z)</summary>
    public double Slope(double z) => Math.Clamp(z * Curvature, -0.5, 0.5) + Level - 0.5;

    public bool IsCurved(double z) => Math.Abs(z) < HalfWidth;
}
