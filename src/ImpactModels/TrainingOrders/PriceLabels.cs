using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// The labels of one executed order, bps of its arrival price, positive = cost:
/// J = s·(P̄ − P0)/P0·10⁴ and I = s·(M(t_end + lag) − P0)/P0·10⁴, I also at lag 0.
/// I is NaN where the time at which it would be measured lies after the session's close or after the end of the data; J is kept.
/// </summary>
public readonly record struct PriceLabels(double SlippageBps, double PriceShiftBps, double PriceShiftLag0Bps, double LagSeconds, Timestamp LabelEnd)
{
    private const double BpsPerUnit = 1e4;

    public static PriceLabels Measure(TapeIndex tape, RelaxationLag relaxation, Side side, Timestamp t0, Timestamp tEnd, double arrivalPrice, double averagePrice)
    {
        double lagSeconds = relaxation.SecondsAfter(tEnd.SecondsSince(t0));
        Timestamp labelEnd = tEnd.AddSeconds(lagSeconds);
        return new PriceLabels(
            ShiftBps(side, averagePrice, arrivalPrice),
            ShiftBps(side, MidAt(tape, labelEnd), arrivalPrice),
            ShiftBps(side, MidAt(tape, tEnd), arrivalPrice),
            lagSeconds,
            labelEnd);
    }

    /// <summary>s·(price − reference)/reference in bps.</summary>
    public static double ShiftBps(Side side, double price, double reference) => side.Sign() * (price - reference) / reference * BpsPerUnit;

    private static double MidAt(TapeIndex tape, Timestamp time) => time <= tape.ObservedUntil ? tape.Quotes.MidAt(time) : double.NaN;
}
