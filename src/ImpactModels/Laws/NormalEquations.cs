namespace ImpactService.ImpactModels.Laws;

/// <summary>Σw·x·x′ [n × n], Σw·x·y and Σw·y² of a least-squares fit.</summary>
internal sealed class NormalEquations(int n)
{
    public double[] Matrix { get; } = new double[n * n];

    public double[] Right { get; } = new double[n];

    public double TargetSquares { get; private set; }

    public double TotalWeight { get; private set; }

    public void Add(ReadOnlySpan<double> row, double target, double weight)
    {
        for (int i = 0; i < n; i++)
        {
            double weighted = weight * row[i];
            if (weighted == 0)
                continue;
            Right[i] += weighted * target;
            for (int j = 0; j < n; j++)
                Matrix[i * n + j] += weighted * row[j];
        }

        TargetSquares += weight * target * target;
        TotalWeight += weight;
    }

    /// <summary>Makes the total weight equal to a count.</summary>
    public void ScaleTo(double count)
    {
        double factor = TotalWeight > 0 ? count / TotalWeight : 0;
        for (int i = 0; i < Matrix.Length; i++)
            Matrix[i] *= factor;
        for (int i = 0; i < n; i++)
            Right[i] *= factor;
        TargetSquares *= factor;
        TotalWeight *= factor;
    }
}
