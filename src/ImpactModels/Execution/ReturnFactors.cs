using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Execution;

/// <summary>
/// What moves together: standardised returns z_i = Σ_k b_ik f_k + √(1 − Σ_k b_ik²)·ε_i, at most ten factors. Loadings by principal axes: the leading eigenvectors of the correlation matrix with communalities in its
/// diagonal (Harman 1976), which for two names gives their correlation and for many is what principal components give. Instruments without enough returns get the mean loadings of the others.
/// </summary>
public sealed class ReturnFactors
{
    /// <summary>Enough for market, sectors and currencies.</summary>
    public const int FactorsMax = 10;

    /// <summary>One factor for each so many dates: more would fit the noise of the dates there are.</summary>
    private const int DatesPerFactor = 10;

    /// <summary>Communalities matter where names are few; among hundreds the diagonal is a hundredth of the matrix, and one round does.</summary>
    private const int FewNames = 200, RoundsOfFew = 60;

    private const int PowerSteps = 30;

    /// <summary>A name that is nothing but its factors would have no price of its own.</summary>
    private const double CommunalityMax = 0.99;

    private ReturnFactors(double[] loadings, int count, int factorCount, int dateCount, int unknown)
    {
        (Loadings, Count, FactorCount, DateCount, WithoutHistory) = (loadings, count, factorCount, dateCount, unknown);
        OwnShares = [.. Enumerable.Range(0, count).Select(i => Math.Sqrt(1 - Communality(loadings, i, factorCount)))];
    }

    /// <summary>[instruments × factors], row-major.</summary>
    public double[] Loadings { get; }

    /// <summary>[instruments] √(1 − Σb²).</summary>
    public double[] OwnShares { get; }

    public int Count { get; }

    public int FactorCount { get; }

    public int DateCount { get; }

    /// <summary>Instruments with the mean loadings of the others, for want of returns.</summary>
    public int WithoutHistory { get; }

    public static ReturnFactors Fit(ReturnTable table)
    {
        int known = table.KnownReturns.Count(n => n >= ReturnTable.ReturnsMin);
        int factors = known < 2 ? 0 : Math.Clamp(table.DateCount / DatesPerFactor, 1, Math.Min(FactorsMax, Math.Max(1, known / 2)));
        double[] loadings = new double[table.Count * factors];
        if (factors > 0)
            FitLoadings(table, factors, loadings);
        FillUnknown(table, factors, loadings);
        return new ReturnFactors(loadings, table.Count, factors, table.DateCount, table.Count - known);
    }

    /// <summary>Correlation of two instruments under the model.</summary>
    public double Correlation(int a, int b)
    {
        if (a == b)
            return 1;
        double sum = 0;
        for (int k = 0; k < FactorCount; k++)
            sum += Loadings[a * FactorCount + k] * Loadings[b * FactorCount + k];
        return sum;
    }

    private static void FitLoadings(ReturnTable table, int factors, double[] loadings)
    {
        double[] own = new double[table.Count];
        double[] vectors = Start(table.Count, factors);
        for (int round = 0; round < (table.Count <= FewNames ? RoundsOfFew : 1); round++)
        {
            double[] values = LeadingEigenvectors(table, own, vectors, factors);
            for (int i = 0; i < table.Count; i++)
            {
                for (int k = 0; k < factors; k++)
                    loadings[i * factors + k] = vectors[i * factors + k] * Math.Sqrt(Math.Max(0, values[k]));
                Bound(loadings, i, factors);
                own[i] = table.KnownReturns[i] >= ReturnTable.ReturnsMin ? 1 - Communality(loadings, i, factors) : 0;
            }
        }
    }

    /// <summary>Subspace iteration on Z′Z/T − diag(own), never forming the matrix.</summary>
    private static double[] LeadingEigenvectors(ReturnTable table, double[] own, double[] vectors, int factors)
    {
        double[] image = new double[vectors.Length], projected = new double[table.DateCount * factors], values = new double[factors];
        for (int step = 0; step < PowerSteps; step++)
        {
            Apply(table, own, vectors, projected, image, factors);
            for (int k = 0; k < factors; k++)
                values[k] = Dot(vectors, image, k, factors);
            image.CopyTo(vectors, 0);
            Orthonormalise(vectors, table.Count, factors);
        }

        return values;
    }

    private static void Apply(ReturnTable table, double[] own, double[] vectors, double[] projected, double[] image, int factors)
    {
        int n = table.Count;
        Array.Clear(projected);
        for (int t = 0; t < table.DateCount; t++)
        {
            for (int i = 0; i < n; i++)
                AddScaled(vectors.AsSpan(i * factors, factors), table.Values[t * n + i], projected.AsSpan(t * factors, factors));
        }

        for (int i = 0; i < n; i++)
        {
            Span<double> row = image.AsSpan(i * factors, factors);
            row.Clear();
            AddScaled(vectors.AsSpan(i * factors, factors), -own[i], row);
        }

        for (int t = 0; t < table.DateCount; t++)
        {
            for (int i = 0; i < n; i++)
                AddScaled(projected.AsSpan(t * factors, factors), table.Values[t * n + i] / table.DateCount, image.AsSpan(i * factors, factors));
        }
    }

    private static void AddScaled(ReadOnlySpan<double> source, double factor, Span<double> target)
    {
        for (int k = 0; k < target.Length; k++)
            target[k] += factor * source[k];
    }

    private static double[] Start(int count, int factors)
    {
        SeededRandom random = new(1);
        double[] vectors = [.. Enumerable.Range(0, count * factors).Select(_ => random.NextNormal())];
        Orthonormalise(vectors, count, factors);
        return vectors;
    }

    /// <summary>Gram-Schmidt on the columns; one that vanishes is left at zero.</summary>
    private static void Orthonormalise(double[] vectors, int count, int factors)
    {
        for (int k = 0; k < factors; k++)
        {
            for (int j = 0; j < k; j++)
            {
                double dot = 0;
                for (int i = 0; i < count; i++)
                    dot += vectors[i * factors + k] * vectors[i * factors + j];
                for (int i = 0; i < count; i++)
                    vectors[i * factors + k] -= dot * vectors[i * factors + j];
            }

            double norm = Math.Sqrt(Dot(vectors, vectors, k, factors));
            for (int i = 0; i < count; i++)
                vectors[i * factors + k] = norm > 1e-12 ? vectors[i * factors + k] / norm : 0;
        }
    }

    private static double Dot(double[] a, double[] b, int column, int factors)
    {
        double dot = 0;
        for (int i = column; i < a.Length; i += factors)
            dot += a[i] * b[i];
        return dot;
    }

    private static void Bound(double[] loadings, int row, int factors)
    {
        double communality = Communality(loadings, row, factors);
        if (communality <= CommunalityMax)
            return;
        for (int k = 0; k < factors; k++)
            loadings[row * factors + k] *= Math.Sqrt(CommunalityMax / communality);
    }

    private static void FillUnknown(ReturnTable table, int factors, double[] loadings)
    {
        int[] known = [.. Enumerable.Range(0, table.Count).Where(i => table.KnownReturns[i] >= ReturnTable.ReturnsMin)];
        for (int i = 0; i < table.Count && known.Length > 0; i++)
        {
            if (table.KnownReturns[i] >= ReturnTable.ReturnsMin)
                continue;
            for (int k = 0; k < factors; k++)
                loadings[i * factors + k] = known.Average(j => loadings[j * factors + k]);
        }
    }

    private static double Communality(double[] loadings, int row, int factors)
    {
        double sum = 0;
        for (int k = 0; k < factors; k++)
            sum += loadings[row * factors + k] * loadings[row * factors + k];
        return sum;
    }
}
