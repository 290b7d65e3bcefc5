using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Laws;

/// <summary>
/// The amplitude A of the square-root law as a function of ln x, x = Q/ADV. Prior: an Ornstein-Uhlenbeck process about the published law, mean 1, standard deviation s, correlation exp(−|Δ ln x|/ℓ)
/// (a Gaussian process with exponential kernel: Rasmussen, Williams 2006, Gaussian Processes for Machine Learning, ch. 4). Evidence: the orders near each knot measure A there with the error that their noise allows.
/// So orders of a thousandth of a day's volume say much of twice that size and little of a hundred times: there the published law returns. The posterior mean solves one tridiagonal system.
/// </summary>
internal sealed class SizeAmplitudeFit
{
    /// <summary>
    /// s. The examples of three published laws (Almgren et al. 2005, Kissell 2013, Y = 1) at 10 % of ADV lie between 0.5 and 1.06 of the square-root law, and Y itself between 0.1 and 1 by how orders were identified.
    /// </summary>
    private const double PriorWidth = 0.5;

    /// <summary>
    /// ℓ in decades of size. Small orders are mostly runs rebuilt from public trades, whose amplitude is not that of orders known by member: they must not speak for blocks. With four decades three real shares, whose
    /// rebuilt orders show 0.4 of the published slippage at a thousandth of ADV, would pay half of it at a tenth; two simulated markets scored 0.2 to 0.8 % better with four. At least 2/ln 10: then A√x rises with x
    /// whatever was measured.
    /// </summary>
    private const double MemoryDecades = 2;

    private readonly LawRows rows;
    private readonly double[] precisions = new double[SizeAmplitude.KnotCount];
    private readonly double[] pulls = new double[SizeAmplitude.KnotCount];

    private SizeAmplitudeFit(LawRows rows) => this.rows = rows;

    public static (SizeAmplitude Slippage, SizeAmplitude PriceShift) Fit(IEnumerable<LawObservation> observations)
    {
        LawRows rows = LawRows.From(observations);
        if (LawCalibration.Fit(LawKind.SquareRoot, rows.Rows) is not { IsPublished: false, Law: SquareRootLaw law })
            return (SizeAmplitude.Published, SizeAmplitude.Published);
        LawNoise noise = LawNoise.Of(rows, law);
        return (
            new SizeAmplitudeFit(rows).Posterior(row => (row.SlippageBps - law.SlippageSpread.Bps(row.Order)) / noise.Slippage.SlippageBps(row.Order), row => SizeAmplitude.Published.SlippageBps(row.Order) / noise.Slippage.SlippageBps(row.Order)),
            new SizeAmplitudeFit(rows).Posterior(row => (row.PriceShiftBps - law.PriceShiftSpread.Bps(row.Order)) / noise.PriceShift.PriceShiftBps(row.Order), row => SizeAmplitude.Published.PriceShiftBps(row.Order) / noise.PriceShift.PriceShiftBps(row.Order)));
    }

    /// <param name="excess">What the spread leaves of an outcome, in noise scales; NaN where it is missing.</param>
    /// <param name="unit">What the published law says of it.</param>
    private SizeAmplitude Posterior(Func<LawObservation, double> excess, Func<LawObservation, double> unit)
    {
        double[] y = [.. rows.Rows.Select(excess)];
        double[] x = [.. rows.Rows.Select(unit)];
        Measure(x, y);
        double rho = Math.Exp(-1 / (SizeAmplitude.KnotsPerDecade * MemoryDecades));
        double inner = 1 / (PriorWidth * PriorWidth * (1 - rho * rho));
        int n = SizeAmplitude.KnotCount;
        double[] matrix = new double[n * n];
        for (int k = 0; k < n; k++)
        {
            matrix[k * n + k] = precisions[k] + inner * (k == 0 || k == n - 1 ? 1 : 1 + rho * rho);
            if (k > 0)
                matrix[k * n + k - 1] = matrix[(k - 1) * n + k] = -inner * rho;
        }

        double[] deviations = SymmetricSolver.Solve(matrix, pulls, n);
        return SizeAmplitude.Of([.. deviations.Select(deviation => 1 + deviation)]);
    }

    /// <summary>Precision of A at each knot and its pull Σw·x(y − x)/v away from one: residuals have the same variance v everywhere, because both sides are in noise scales.</summary>
    private void Measure(double[] x, double[] y)
    {
        double[] effective = new double[SizeAmplitude.KnotCount];
        double squares = 0, total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(y[i]))
                continue;
            int knot = SizeAmplitude.NearestKnot(rows.Rows[i].Order.AdvFraction);
            double weight = rows.Rows[i].Weight;
            precisions[knot] += weight * x[i] * x[i];
            pulls[knot] += weight * x[i] * (y[i] - x[i]);
            effective[knot] += weight;
            squares += weight * (y[i] - x[i]) * (y[i] - x[i]);
            total += weight;
        }

        for (int k = 0; k < precisions.Length && total > 0; k++)
        {
            double variance = squares / total * effective[k] / EffectiveRows.Of(Math.Max(effective[k], double.Epsilon), rows.BlockCount, EffectiveRows.MeanCorrelation);
            precisions[k] /= Math.Max(variance, double.Epsilon);
            pulls[k] /= Math.Max(variance, double.Epsilon);
        }
    }
}
