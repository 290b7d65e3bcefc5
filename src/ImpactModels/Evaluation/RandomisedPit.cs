using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Evaluation;

/// <summary>
/// Probability integral transform F(y); where the forecast has an atom at y, drawn uniformly between both ends of the atom, so that a true forecast gives a uniform PIT (Czado, Gneiting, Held 2009).
/// </summary>
public static class RandomisedPit
{
    /// <param name="forecast">The distribution.</param>
    /// <param name="outcome">y.</param>
    /// <param name="share">Uniform in [0, 1): one draw per row, made whether it is needed or not, so that rows do not disturb each other's draws.</param>
    public static double Of(CostDistribution forecast, double outcome, double share) => forecast.PitRange(outcome).At(share);

    public static double Of(CostDistribution forecast, double outcome, SeededRandom random) => Of(forecast, outcome, random.NextDouble());
}
