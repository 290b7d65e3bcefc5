using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// What trades earn or lose against the mid τ later (adverse selection): with s the sign, p the price, m the mid before the trade and M the mid τ later,
/// effective half spread s(p − m)/m = realised s(p − M)/m + adverse selection s(M − m)/m (Huang and Stoll 1996). Trades are gathered by whole seconds and marked at the first
/// whole second at least τ after each of them, so the memory is bounded whatever the trade rate. Means are volume-weighted and decay.
/// </summary>
internal sealed class MarkOuts
{
    /// <summary>A trade says little about the next one's adverse selection: half an hour is needed for a steady mean.</summary>
    internal const double HalfLifeSeconds = 1800;

    /// <summary>τ of each mark-out: the maker's horizon, and the one on which the mid has absorbed the trade.</summary>
    internal static readonly int[] LagsSeconds = [5, 60];

    private static readonly double factor = Math.Exp(-ExponentialDecay.Rate(HalfLifeSeconds));

    private readonly Bucket[] buckets = new Bucket[LagsSeconds[^1] + 2];
    private readonly Bucket[] matured = new Bucket[LagsSeconds.Length];
    private readonly double[] adverse = new double[LagsSeconds.Length];

    /// <summary>Adds a signed trade to the second that is under way.</summary>
    public void Add(int second, double sign, double price, double size, double midBefore)
    {
        ref Bucket bucket = ref buckets[second % buckets.Length];
        bucket.Size += size;
        bucket.Effective += size * sign * (price - midBefore) / midBefore;
        bucket.SignedOverMid += size * sign / midBefore;
        bucket.Signed += size * sign;
    }

    /// <summary>Marks the trades that are old enough at the mid of a whole second, and clears the second that begins.</summary>
    public void OnSecond(int second, double mid)
    {
        for (int i = 0; i < LagsSeconds.Length; i++)
        {
            matured[i].Scale(factor);
            adverse[i] *= factor;
            int from = second - 1 - LagsSeconds[i];
            if (from < 0 || double.IsNaN(mid))
                continue;
            ref readonly Bucket bucket = ref buckets[from % buckets.Length];
            matured[i].Size += bucket.Size;
            matured[i].Effective += bucket.Effective;
            adverse[i] += mid * bucket.SignedOverMid - bucket.Signed;
        }

        buckets[second % buckets.Length] = default;
    }

    /// <summary>Mean s(M − m)/m in bps; NaN before the first mark.</summary>
    public double AdverseSelectionBps(int lag) => matured[lag].Size > 0 ? adverse[lag] / matured[lag].Size * 1e4 : double.NaN;

    /// <summary>Mean s(p − M)/m in bps; NaN before the first mark.</summary>
    public double RealisedHalfSpreadBps(int lag) => matured[lag].Size > 0 ? (matured[lag].Effective - adverse[lag]) / matured[lag].Size * 1e4 : double.NaN;

    public void CopyFrom(MarkOuts other)
    {
        other.buckets.CopyTo(buckets, 0);
        other.matured.CopyTo(matured, 0);
        other.adverse.CopyTo(adverse, 0);
    }

    private struct Bucket
    {
        public double Size;
        public double Effective;
        public double SignedOverMid;
        public double Signed;

        public void Scale(double by) => (Size, Effective) = (Size * by, Effective * by);
    }
}
