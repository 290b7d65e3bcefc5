using System.Collections.Immutable;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>How N is chosen; see <see cref="TraderCountSelection"/>.</summary>
public sealed record TraderCountOptions
{
    public ImmutableArray<int> Grid { get; init; } = [5, 10, 20, 50, 100, 200, 500];

    /// <summary>Published exponents lie between 0.4 and 0.6; a badly chosen N gives a linear law (one share in Johannesburg: 1.00).</summary>
    public double MaximumPlausibleExponent { get; init; } = 0.6;

    /// <summary>With fewer orders the exponent is noise.</summary>
    public long MinimumOrders { get; init; } = 2_000;

    /// <summary>Y must stand out of its noise by so many standard errors, or the fitted exponent means nothing.</summary>
    public double MinimumSignificance { get; init; } = 3;

    /// <summary>What is reconstructed; its number of traders is replaced by those of the grid.</summary>
    public MetaorderOptions Metaorders { get; init; } = new();
}

/// <summary>The law that comes out with N traders; null where there were too few sizes to fit one.</summary>
public sealed record TraderCountFit(int Traders, SizeLawFit? Law);

/// <summary>The chosen N, whether it met the rule, and the whole table behind the choice.</summary>
public sealed record TraderCountChoice(int Traders, bool IsPlausible, ImmutableArray<TraderCountFit> Fits);

/// <summary>
/// Chooses N, the number of synthetic traders, for one market from its training sessions. Rule: the smallest N of the grid with enough orders, a size coefficient that stands out of its noise and an exponent
/// that is plausible, I measured at lag 0. Where none meets the rule: the significant N with the smallest exponent, else the default, and the choice says that it is not plausible.
/// </summary>
public sealed class TraderCountSelection(TraderCountOptions options)
{
    /// <summary>One pass over the sessions, which may be produced one at a time. All of one market; none of the days that scores are computed on.</summary>
    public TraderCountChoice Select(IEnumerable<SessionScale> sessions)
    {
        MetaorderGenerator[] generators = options.Grid.Select(traders => new MetaorderGenerator(options.Metaorders with { Traders = traders })).ToArray();
        SizeLawBins[] bins = generators.Select(_ => new SizeLawBins()).ToArray();
        foreach (SessionScale session in sessions)
        {
            for (int i = 0; i < generators.Length; i++)
                Collect(generators[i], session, bins[i], labels => labels.PriceShiftLag0Bps);
        }

        return Choose(options.Grid.Select((traders, i) => new TraderCountFit(traders, SizeLawFit.To(bins[i]))).ToImmutableArray());
    }

    /// <summary>All runs of one session into bins: Q/V, half spread and the chosen shift in daily volatilities.</summary>
    internal static void Collect(MetaorderGenerator generator, SessionScale session, SizeLawBins bins, Func<PriceLabels, double> shiftBpsOf)
    {
        double volatilityBps = session.DailyVolatility * 1e4;
        if (!(session.VolumeUnits > 0 && volatilityBps > 0))
            return;
        foreach (MetaorderRun run in generator.AllRuns(session.Tape))
        {
            double halfSpreadBps = session.Tape.Quotes[MetaorderGenerator.ArrivalQuote(session.Tape, run)].HalfSpreadBps;
            double shiftBps = shiftBpsOf(generator.LabelsOf(session.Tape, run));
            bins.Add(run.Quantity / session.VolumeUnits, halfSpreadBps / volatilityBps, shiftBps / volatilityBps);
        }
    }

    private TraderCountChoice Choose(ImmutableArray<TraderCountFit> fits)
    {
        TraderCountFit[] significant = fits.Where(IsSignificant).ToArray();
        TraderCountFit? chosen = significant.Where(fit => fit.Law!.SizeExponent <= options.MaximumPlausibleExponent).MinBy(fit => fit.Traders);
        TraderCountFit? fallback = significant.MinBy(fit => fit.Law!.SizeExponent);
        return new TraderCountChoice(chosen?.Traders ?? fallback?.Traders ?? options.Metaorders.Traders, chosen is not null, fits);
    }

    private bool IsSignificant(TraderCountFit fit) => fit.Law is { } law
        && law.OrderCount >= options.MinimumOrders
        && law.SizeCoefficient >= options.MinimumSignificance * law.SizeCoefficientError;
}
