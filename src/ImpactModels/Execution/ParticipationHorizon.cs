namespace ImpactService.ImpactModels.Execution;

/// <summary>How long an order takes that is worked at a given participation: the T with Q = ρ·(Q + V(T)), V(T) the expected other volume of the first T seconds.</summary>
public static class ParticipationHorizon
{
    /// <summary>Halvings of the interval: a session of a day is known to a microsecond.</summary>
    private const int Halvings = 40;

    /// <param name="quantity">Q in units, positive.</param>
    /// <param name="participation">ρ in (0, 1].</param>
    /// <param name="secondsMax">Time that is left, positive.</param>
    /// <param name="otherVolume">V(T): seconds → units, non-decreasing, V(0) = 0.</param>
    /// <returns>Seconds; null when even all the time that is left has too little volume.</returns>
    public static double? SecondsFor(double quantity, double participation, double secondsMax, Func<double, double> otherVolume)
    {
        double needed = quantity * (1 - participation) / participation;
        if (!(otherVolume(secondsMax) >= needed))
            return null;
        double low = 0, high = secondsMax;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = otherVolume(middle) >= needed ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>The least participation at which the order fits into the time: Q/(Q + V).</summary>
    public static double LeastParticipation(double quantity, double otherVolume) => quantity / (quantity + otherVolume);
}
