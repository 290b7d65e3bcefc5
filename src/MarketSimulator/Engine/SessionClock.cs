using ImpactService.ImpactModels.Market;

namespace ImpactService.MarketSimulator.Engine;

/// <summary>
/// The session's hours and its daily rhythm: activity (mean 1) and volatility (mean square 1) as functions of the share of the session gone.
/// Exchange sessions: a U in volume and a volatility that is highest at the open. Round the clock: one gentle wave.
/// </summary>
internal sealed class SessionClock
{
    private const int Bins = 390;

    private readonly double[] activity = new double[Bins];
    private readonly double[] volatility = new double[Bins];
    private readonly double[] volumeBefore = new double[Bins + 1];

    public SessionClock(TradingSession session, bool roundTheClock)
    {
        Session = session;
        for (int bin = 0; bin < Bins; bin++)
        {
            double share = (bin + 0.5) / Bins;
            activity[bin] = roundTheClock ? 1 + 0.45 * Math.Sin(2 * Math.PI * (share - 0.35)) : UShape(share);
            volatility[bin] = roundTheClock ? Math.Sqrt(activity[bin]) : OpeningDecay(share);
        }

        Scale(activity, activity.Average());
        for (int bin = 0; bin < Bins; bin++)
            volumeBefore[bin + 1] = volumeBefore[bin] + activity[bin] / Bins;
        Scale(volatility, Math.Sqrt(volatility.Average(v => v * v)));
    }

    public TradingSession Session { get; }

    public double LengthSeconds => Session.LengthSeconds;

    public double ShareGone(long timeMicros) => (timeMicros - Session.Open.UnixMicros) * 1e-6 / LengthSeconds;

    public double Activity(long timeMicros) => activity[Bin(timeMicros)];

    public double Volatility(long timeMicros) => volatility[Bin(timeMicros)];

    /// <summary>The time at which a share of the volume expected between two times has traded: the pace of a volume-weighted schedule.</summary>
    public long TimeAtVolumeShare(long fromMicros, long toMicros, double share)
    {
        double from = VolumeBefore(ShareGone(fromMicros));
        double volume = from + share * (VolumeBefore(ShareGone(toMicros)) - from);
        int bin = Math.Clamp(Array.FindIndex(volumeBefore, v => v > volume) - 1, 0, Bins - 1);
        double sessionShare = (bin + (volume - volumeBefore[bin]) * Bins / activity[bin]) / Bins;
        return Math.Clamp(Session.Open.UnixMicros + (long)(sessionShare * LengthSeconds * 1e6), fromMicros, toMicros);
    }

    private double VolumeBefore(double sessionShare)
    {
        int bin = Math.Clamp((int)(sessionShare * Bins), 0, Bins - 1);
        return volumeBefore[bin] + (sessionShare * Bins - bin) * activity[bin] / Bins;
    }

    private static double UShape(double share) => 0.62 + 0.9 * Math.Pow(2 * share - 1, 2) + 0.9 * Math.Exp(-share / 0.04) + 0.7 * Math.Exp(-(1 - share) / 0.04);

    private static double OpeningDecay(double share) => 0.8 + 0.7 * Math.Exp(-share / 0.08) + 0.2 * Math.Exp(-(1 - share) / 0.05);

    private static void Scale(double[] values, double by)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] /= by;
    }

    private int Bin(long timeMicros) => Math.Clamp((int)(ShareGone(timeMicros) * Bins), 0, Bins - 1);
}
