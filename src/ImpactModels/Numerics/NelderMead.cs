namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Minimises a function of a few variables without derivatives inside a box: the simplex of Nelder and Mead (1965) with the adaptive coefficients of Gao and Han (2012); points outside the box are projected onto it.
/// Deterministic. A NaN value counts as +∞.
/// </summary>
public static class NelderMead
{
    /// <summary>First simplex: this share of each side of the box.</summary>
    private const double StartShare = 0.15;

    /// <summary>Writes the best point found into <paramref name="point"/> (also the start) and returns its value.</summary>
    public static double Minimise(Func<double[], double> function, double[] point, double[] lower, double[] upper, int maximumEvaluations, double tolerance)
    {
        Simplex simplex = new(function, point, lower, upper, StartShare);
        while (simplex.Evaluations < maximumEvaluations && simplex.Spread > tolerance)
            simplex.Step();
        simplex.Best.CopyTo(point, 0);
        return simplex.BestValue;
    }

    private sealed class Simplex
    {
        private readonly Func<double[], double> function;
        private readonly double[] lower, upper, centre;
        private readonly double[][] points;
        private readonly double[] values;
        private readonly int n;

        public Simplex(Func<double[], double> function, double[] start, double[] lower, double[] upper, double startShare)
        {
            n = start.Length;
            (this.function, this.lower, this.upper) = (function, lower, upper);
            centre = new double[n];
            points = new double[n + 1][];
            values = new double[n + 1];
            for (int i = 0; i <= n; i++)
                (points[i], values[i]) = Start(start, i, startShare);
            Sort();
        }

        public int Evaluations { get; private set; }

        public double[] Best => points[0];

        public double BestValue => values[0];

        /// <summary>Range of values over the simplex, relative to their size.</summary>
        public double Spread => Math.Abs(values[n] - values[0]) / (1e-300 + Math.Abs(values[0]) + Math.Abs(values[n]));

        public void Step()
        {
            SetCentre();
            double[] reflected = Along(1);
            double value = Evaluate(reflected);
            if (value < values[0])
                ReplaceByBetter(reflected, value, Along(1 + 2.0 / n));
            else if (value < values[n - 1])
                ReplaceWorst(reflected, value);
            else
                Contract(reflected, value);
            Sort();
        }

        private (double[] Point, double Value) Start(double[] start, int vertex, double share)
        {
            double[] point = (double[])start.Clone();
            if (vertex > 0)
            {
                int k = vertex - 1;
                double step = share * (upper[k] - lower[k]);
                point[k] += point[k] + step <= upper[k] ? step : -step;
            }

            return (point, Evaluate(point));
        }

        private void Contract(double[] reflected, double value)
        {
            double share = 0.75 - 0.5 / n;
            double[] contracted = Along(value < values[n] ? share : -share);
            double contractedValue = Evaluate(contracted);
            if (contractedValue < Math.Min(value, values[n]))
                ReplaceWorst(contracted, contractedValue);
            else if (value < values[n])
                ReplaceWorst(reflected, value);
            else
                Shrink();
        }

        private void ReplaceByBetter(double[] reflected, double value, double[] expanded)
        {
            double expandedValue = Evaluate(expanded);
            if (expandedValue < value)
                ReplaceWorst(expanded, expandedValue);
            else
                ReplaceWorst(reflected, value);
        }

        private void Shrink()
        {
            double share = n > 1 ? 1 - 1.0 / n : 0.5;
            for (int i = 1; i <= n; i++)
            {
                for (int k = 0; k < n; k++)
                    points[i][k] = points[0][k] + share * (points[i][k] - points[0][k]);
                values[i] = Evaluate(points[i]);
            }
        }

        private void SetCentre()
        {
            for (int k = 0; k < n; k++)
            {
                double sum = 0;
                for (int i = 0; i < n; i++)
                    sum += points[i][k];
                centre[k] = sum / n;
            }
        }

        private double[] Along(double step)
        {
            double[] point = new double[n];
            for (int k = 0; k < n; k++)
                point[k] = centre[k] + step * (centre[k] - points[n][k]);
            return point;
        }

        private double Evaluate(double[] point)
        {
            for (int k = 0; k < n; k++)
                point[k] = Math.Clamp(point[k], lower[k], upper[k]);
            Evaluations++;
            double value = function(point);
            return double.IsNaN(value) ? double.PositiveInfinity : value;
        }

        private void ReplaceWorst(double[] point, double value) => (points[n], values[n]) = (point, value);

        private void Sort() => Array.Sort(values, points);
    }
}
