using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>In which volume and volatility sizes and shifts are measured.</summary>
public enum SizeLawScale
{
    /// <summary>ADV and daily volatility of the sessions before: what a forecast can use.</summary>
    Before,

    /// <summary>Volume and open-to-close volatility of the orders' own day: the convention of published figures.</summary>
    SameDay,
}

/// <summary>
/// What one session's metaorders, all of them, say of the size law at lag 0, of its negative control and of relaxation, as sums that add up over sessions: so that days can be resampled without looking
/// at an order again.
/// </summary>
public sealed class SizeLawSession
{
    /// <summary>One draw of signs leaves sampling noise of several per cent of the amplitude where runs are long.</summary>
    private const int ControlDraws = 4;

    private readonly SizeLawBins before = new();
    private readonly SizeLawBins sameDay = new();
    private readonly SizeLawBins control = new();

    private SizeLawSession(RelaxationProfile relaxation) => Relaxation = relaxation;

    /// <summary>Of the runs with enough children to have a profile.</summary>
    public RelaxationProfile Relaxation { get; }

    /// <param name="volumeUnits">ADV.</param>
    /// <param name="dailyVolatility">σ of the sessions before.</param>
    public static SizeLawSession Measure(TapeIndex tape, double volumeUnits, double dailyVolatility, MetaorderOptions options)
    {
        MetaorderGenerator generator = new(options);
        SizeLawSession session = new(RelaxationProfile.Measure(tape, generator.AllRuns(tape), dailyVolatility));
        SessionScale scale = new(tape, volumeUnits, dailyVolatility);
        Collect(generator, scale, session.before);
        if (SameDay(tape) is { } own)
            Collect(generator, own, session.sameDay);
        SeededRandom random = SessionStream.For(options.Seed, TrainingOrderKind.Metaorder, tape.Tape).Fork(ControlDraws);
        for (int draw = 0; draw < ControlDraws; draw++)
            Collect(generator, scale with { Tape = tape.WithSigns(IndependentSigns(tape.Trades.Count, random)) }, session.control);
        return session;
    }

    /// <summary>I/σ = c·hs/σ + Y(Q/V)^γ over the orders of some sessions; null where they are all of about one size.</summary>
    public static SizeLawFit? Fit(IEnumerable<SizeLawSession> sessions, SizeLawScale scale) => SizeLawFit.To(Merged(sessions.Select(s => scale == SizeLawScale.Before ? s.before : s.sameDay)));

    /// <summary>Mean I/σ with independent signs on the same prices over that with the real signs: what the method makes up.</summary>
    public static double ControlShare(IReadOnlyCollection<SizeLawSession> sessions) =>
        Merged(sessions.Select(s => s.control)).MeanShift / Merged(sessions.Select(s => s.before)).MeanShift;

    private static SizeLawBins Merged(IEnumerable<SizeLawBins> parts)
    {
        SizeLawBins merged = new();
        foreach (SizeLawBins part in parts)
            merged.Add(part);
        return merged;
    }

    private static void Collect(MetaorderGenerator generator, SessionScale scale, SizeLawBins bins) => TraderCountSelection.Collect(generator, scale, bins, labels => labels.PriceShiftLag0Bps);

    private static SessionScale? SameDay(TapeIndex tape)
    {
        SessionSummaryBuilder builder = new(tape.Tape.Session);
        foreach (MarketEvent row in tape.Tape.Events)
            builder.OnEvent(row);
        return builder.Build() is { } summary ? new SessionScale(tape, summary.Volume, summary.RealisedVolatility) : null;
    }

    private static sbyte[] IndependentSigns(int count, SeededRandom random)
    {
        sbyte[] signs = new sbyte[count];
        for (int i = 0; i < count; i++)
            signs[i] = (sbyte)(random.NextInt32(2) == 0 ? -1 : 1);
        return signs;
    }
}
