using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// How a day's volume is spread over the session: a piecewise constant density over <see cref="SessionSummary.VolumeBinCount"/> equal slices that integrates to one.
/// </summary>
public sealed class VolumeCurve
{
    /// <summary>
    /// The uniform curve counts as this many sessions: one day's profile has empty slices, and an empty slice would promise that nobody else trades there (participation one).
    /// </summary>
    private const double UniformWeightSessions = 1;

    public static readonly VolumeCurve Uniform = new([], 0);

    private readonly double[] cumulative;

    private VolumeCurve(double[] cumulative, int sessionCount) => (this.cumulative, SessionCount) = (cumulative, sessionCount);

    /// <summary>How many sessions the curve was measured on; zero for the uniform one.</summary>
    public int SessionCount { get; }

    /// <summary>
    /// The mean of the sessions' profiles, each normalised to one so that a busy day weighs no more than a quiet one. Sessions without a profile are passed over.
    /// </summary>
    public static VolumeCurve From(IEnumerable<SessionSummary> sessions)
    {
        double[] shares = new double[SessionSummary.VolumeBinCount];
        int count = 0;
        foreach (SessionSummary session in sessions)
        {
            if (TryAddShares(session, shares))
                count++;
        }

        return count == 0 ? Uniform : new VolumeCurve(Cumulate(shares, count), count);
    }

    /// <summary>Expected share of the day's volume between two moments given as shares of the session's length (clamped to [0, 1]); zero when the first is not before the second, NaN for NaN.</summary>
    public double Fraction(double fromSessionShare, double toSessionShare)
    {
        double fraction = CumulativeAt(toSessionShare) - CumulativeAt(fromSessionShare);
        return fraction < 0 ? 0 : fraction;
    }

    /// <summary>Volume rate at a moment relative to the day's mean rate: 1 everywhere on the uniform curve.</summary>
    public double RelativeRate(double sessionShare)
    {
        if (cumulative.Length == 0)
            return double.IsNaN(sessionShare) ? double.NaN : 1;
        if (double.IsNaN(sessionShare))
            return double.NaN;
        int bins = cumulative.Length - 1;
        int bin = Math.Clamp((int)(sessionShare * bins), 0, bins - 1);
        return (cumulative[bin + 1] - cumulative[bin]) * bins;
    }

    private double CumulativeAt(double sessionShare)
    {
        double share = Math.Clamp(sessionShare, 0, 1);
        if (cumulative.Length == 0 || double.IsNaN(share))
            return share;
        int bins = cumulative.Length - 1;
        double position = share * bins;
        int bin = Math.Min((int)position, bins - 1);
        return cumulative[bin] + (position - bin) * (cumulative[bin + 1] - cumulative[bin]);
    }

    private static bool TryAddShares(SessionSummary session, double[] shares)
    {
        if (session.VolumeBins is not { } bins || bins.Length != shares.Length)
            return false;
        double total = bins.Sum();
        if (!(total > 0) || double.IsInfinity(total))
            return false;
        for (int i = 0; i < shares.Length; i++)
            shares[i] += bins[i] / total;
        return true;
    }

    private static double[] Cumulate(double[] shares, int sessionCount)
    {
        double[] cumulative = new double[shares.Length + 1];
        double uniform = UniformWeightSessions / shares.Length;
        for (int i = 0; i < shares.Length; i++)
            cumulative[i + 1] = cumulative[i] + (shares[i] + uniform) / (sessionCount + UniformWeightSessions);
        for (int i = 1; i < cumulative.Length; i++)
            cumulative[i] /= cumulative[^1];
        return cumulative;
    }
}
