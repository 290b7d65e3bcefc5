namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Generalised Pareto law of an excess y ≥ 0: survival S(y) = (1 + ξy/β)^(−1/ξ), exponential for ξ = 0, ending at −β/ξ for ξ &lt; 0 (Pickands 1975).
/// Mean needs ξ &lt; 1, variance ξ &lt; 1/2. Everything in closed form from dS/dy = −S/(β + ξy).
/// </summary>
public readonly record struct GeneralisedPareto(double Shape, double Scale)
{
    /// <summary>Below this |ξ| the law is the exponential to the last bit.</summary>
    private const double ExponentialShape = 1e-14;

    public double Mean => Scale / (1 - Shape);

    public double SecondMoment => 2 * Scale * Scale / ((1 - Shape) * (1 - 2 * Shape));

    private bool IsExponential => Math.Abs(Shape) < ExponentialShape;

    /// <summary>P(Y > y), y ≥ 0.</summary>
    public double Survival(double y)
    {
        if (IsExponential)
            return Math.Exp(-y / Scale);
        double u = Shape * (y / Scale);
        return u <= -1 ? 0 : Math.Exp(-PreciseMath.Log1P(u) / Shape);
    }

    /// <summary>The y with S(y) = survival, survival in (0, 1].</summary>
    public double AtSurvival(double survival)
    {
        double log = Math.Log(survival);
        return IsExponential ? -Scale * log : Scale * (PreciseMath.ExpM1(-Shape * log) / Shape);
    }

    public double Density(double y)
    {
        double survival = Survival(y);
        return survival > 0 ? survival / (Scale + Shape * y) : 0;
    }

    /// <summary>E[Y − y | Y > y] = (β + ξy)/(1 − ξ).</summary>
    public double MeanExcess(double y) => Math.Max(Scale + Shape * y, 0) / (1 - Shape);

    /// <summary>∫ S from 0 to y = (β − S(y)(β + ξy))/(1 − ξ).</summary>
    public double SurvivalIntegral(double y) => (Scale - Remainder(y, Survival(y))) / (1 - Shape);

    /// <summary>∫ S² from y to ∞ = S(y)²(β + ξy)/(2 − ξ).</summary>
    public double SquaredSurvivalBeyond(double y)
    {
        double survival = Survival(y);
        return survival * Remainder(y, survival) / (2 - Shape);
    }

    private double Remainder(double y, double survival) => survival > 0 ? survival * (Scale + Shape * y) : 0;
}
