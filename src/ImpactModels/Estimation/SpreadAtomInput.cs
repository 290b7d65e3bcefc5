namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// What decides whether an order costs exactly the spread: how long it runs and how often the touch changes price meanwhile, noise beside the spread, imbalance, whether it crosses or waits altogether, and its size beside
/// the touch, the usual trade and the window's volume. From the learner's row to the terms of the score; logarithms of what is positive by nature, held within what markets show.
/// </summary>
public sealed class SpreadAtomInput
{
    /// <summary>Logarithms are taken within e^±this, 1e-4 to 1e4: beyond lies a broken tape.</summary>
    private const double LogLimit = 9.21;

    private const int PlainCount = 12;

    private const int FirstSize = 21;

    /// <summary>Terms of a score.</summary>
    public const int Count = 28;

    private readonly int takerFraction;
    private readonly int horizonSeconds;
    private readonly int noiseRatio;
    private readonly int recentNoise;
    private readonly int halfSpread;
    private readonly int revisionRate;
    private readonly int tradeRate;
    private readonly int bounce;
    private readonly int spreadToRecent;
    private readonly int imbalance;
    private readonly int flow;
    private readonly int overTouch;
    private readonly int overNearTouch;
    private readonly int overMeanTrade;
    private readonly int participation;
    private readonly int rateShare;

    public SpreadAtomInput(LearnerInput input)
    {
        takerFraction = input.ColumnOf("taker_fraction");
        horizonSeconds = input.ColumnOf("horizon_seconds");
        noiseRatio = input.ColumnOf("sigma_sqrt_t_over_half_spread");
        recentNoise = input.ColumnOf("recent_sigma_sqrt_t_bps");
        halfSpread = input.ColumnOf("half_spread_bps");
        revisionRate = input.ColumnOf("quote_revision_rate");
        tradeRate = input.ColumnOf("trade_rate");
        bounce = input.ColumnOf("noise_to_spread");
        spreadToRecent = input.ColumnOf("spread_to_recent");
        imbalance = input.ColumnOf("imbalance_1");
        flow = input.ColumnOf("flow_imbalance_60s");
        overTouch = input.ColumnOf("quantity_over_touch");
        overNearTouch = input.ColumnOf("quantity_over_near_touch");
        overMeanTrade = input.ColumnOf("quantity_over_mean_trade");
        participation = input.ColumnOf("participation");
        rateShare = input.ColumnOf("rate_share");
    }

    /// <summary>Terms that grow with the order's size and never fall with it: their coefficients may not be negative.</summary>
    public static bool GrowsWithSize(int term) => term >= FirstSize;

    /// <param name="row">The learner's row.</param>
    /// <param name="terms">[<see cref="Count"/>]; NaN is missing.</param>
    public void Write(ReadOnlySpan<float> row, Span<double> terms)
    {
        double taker = row[takerFraction];
        double horizon = Math.Log(1 + Math.Max(row[horizonSeconds], 0));
        double noise = LogOf(row[noiseRatio]);
        double revisions = LogOf(row[revisionRate]) + horizon;
        double crosses = taker >= 1 ? 1 : 0;
        double waits = taker <= 0 ? 1 : 0;
        terms[0] = horizon;
        terms[1] = noise;
        terms[2] = LogOf(row[recentNoise] / row[halfSpread]);
        terms[3] = revisions;
        terms[4] = LogOf(row[tradeRate]) + horizon;
        terms[5] = LogOf(row[bounce]);
        terms[6] = LogOf(row[spreadToRecent]);
        terms[7] = row[imbalance];
        terms[8] = row[flow];
        terms[9] = taker;
        terms[10] = crosses;
        terms[11] = waits;
        WriteBends(terms, horizon, noise, revisions, crosses, waits);
        WriteSizes(row, terms, crosses);
    }

    private static void WriteBends(Span<double> terms, double horizon, double noise, double revisions, double crosses, double waits)
    {
        Span<double> bends = terms[PlainCount..];
        bends[0] = horizon * horizon;
        bends[1] = noise * noise;
        bends[2] = revisions * revisions;
        bends[3] = crosses * horizon;
        bends[4] = crosses * noise;
        bends[5] = crosses * revisions;
        bends[6] = waits * horizon;
        bends[7] = waits * noise;
        bends[8] = waits * revisions;
    }

    private void WriteSizes(ReadOnlySpan<float> row, Span<double> terms, double crosses)
    {
        Span<double> sizes = terms[FirstSize..];
        sizes[0] = LogOf(row[overTouch]);
        sizes[1] = LogOf(row[overNearTouch]);
        sizes[2] = LogOf(row[overMeanTrade]);
        sizes[3] = LogOf(row[participation]);
        sizes[4] = LogOf(row[rateShare]);
        sizes[5] = crosses * sizes[0];
        sizes[6] = crosses * sizes[2];
    }

    /// <summary>Missing where there is nothing to take a logarithm of.</summary>
    private static double LogOf(double value) => value >= 0 ? Math.Clamp(Math.Log(value), -LogLimit, LogLimit) : double.NaN;
}
