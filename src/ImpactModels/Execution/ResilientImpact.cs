namespace ImpactService.ImpactModels.Execution;

/// <summary>
/// The book of Obizhaeva and Wang 2013 in slots: permanent λ·q, and a displacement of κ·q that decays as e^(−ρt). A linear law with an exponentially decaying kernel is positive definite, so no closed round trip
/// earns (Gatheral 2010, where exponential decay needs linear impact). Trades are at a constant rate within their slot. q in ADV, t in days.
/// </summary>
/// <param name="PermanentBpsPerAdv">λ ≥ 0.</param>
/// <param name="TransientBpsPerAdv">κ ≥ 0.</param>
/// <param name="ResiliencePerDay">ρ > 0.</param>
public readonly record struct ResilientImpact(double PermanentBpsPerAdv, double TransientBpsPerAdv, double ResiliencePerDay)
{
    /// <summary>Below it the series replaces (1 − e^−z)/z, which would lose all digits.</summary>
    private const double SmallDecay = 1e-4;

    /// <summary>Mean of the decaying displacement that a constant rate over z = ρT puts on itself: (1 − (1 − e^−z)/z)/z, ½ at z = 0.</summary>
    public static double OwnShare(double z) => z < SmallDecay ? 0.5 - z / 6 : (1 - Decay(z)) / z;

    /// <summary>(1 − e^−z)/z: mean of e^−ρt over a slot.</summary>
    public static double Decay(double z) => z < SmallDecay ? 1 - 0.5 * z : -double.ExpM1(-z) / z;

    /// <summary>Half the cost matrix of trades in slots: cost = Σ_k Σ_j≤k M_kj q_k q_j, bps × ADV.</summary>
    /// <returns>[n × n] lower triangle, row-major, permanent part left out (it is (Σq)²λ/2 whatever the schedule).</returns>
    public double[] Kernel(ReadOnlySpan<ScheduleSlot> slots, double sessionSeconds)
    {
        int n = slots.Length;
        double[] matrix = new double[n * n];
        double rate = ResiliencePerDay / sessionSeconds;
        for (int k = 0; k < n; k++)
        {
            matrix[k * n + k] = TransientBpsPerAdv * OwnShare(rate * slots[k].Seconds);
            for (int j = 0; j < k; j++)
            {
                double between = Math.Exp(-rate * (slots[k].StartSeconds - slots[j].EndSeconds));
                matrix[k * n + j] = TransientBpsPerAdv * between * Decay(rate * slots[k].Seconds) * Decay(rate * slots[j].Seconds);
            }
        }

        return matrix;
    }

    /// <summary>Mean impact cost of any sequence of trades (negative: trading back), bps × ADV.</summary>
    public double CostOf(ReadOnlySpan<double> advFractions, ReadOnlySpan<ScheduleSlot> slots, double sessionSeconds)
    {
        double[] kernel = Kernel(slots, sessionSeconds);
        double cost = 0, sum = 0;
        for (int k = 0; k < slots.Length; k++)
        {
            for (int j = 0; j <= k; j++)
                cost += kernel[k * slots.Length + j] * advFractions[k] * advFractions[j];
            sum += advFractions[k];
        }

        return cost + 0.5 * PermanentBpsPerAdv * sum * sum;
    }
}
