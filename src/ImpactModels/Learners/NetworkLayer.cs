using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>What a weight may be: that is how the size group can only raise the answer.</summary>
internal enum WeightSign : byte
{
    Free,
    NotNegative,
    Zero,
}

/// <summary>Weights [inputs × outputs] and biases [outputs] of one layer, outputs in lanes of eight; and, by weight, what it may be.</summary>
internal sealed record NetworkLayer(int Inputs, int Outputs, float[] Weights, float[] Biases, WeightSign[] Signs)
{
    public static NetworkLayer Of(int inputs, int outputs, Func<int, int, WeightSign> signOf)
    {
        int stride = LaneKernel.Padded(outputs);
        var signs = new WeightSign[inputs * stride];
        for (int i = 0; i < signs.Length; i++)
            signs[i] = i % stride < outputs ? signOf(i / stride, i % stride) : WeightSign.Zero;
        return new NetworkLayer(inputs, stride, new float[signs.Length], new float[stride], signs);
    }

    /// <summary>Uniform within ±√(3/inputs), without the sign where it may not be negative: activations start with about unit variance.</summary>
    public void Draw(SeededRandom random)
    {
        double width = Math.Sqrt(3.0 / Math.Max(Inputs, 1));
        for (int i = 0; i < Weights.Length; i++)
            Weights[i] = (float)(width * (2 * random.NextDouble() - 1));
        for (int i = 0; i < Weights.Length; i++)
            Weights[i] = Signs[i] == WeightSign.NotNegative ? Math.Abs(Weights[i]) : Signs[i] == WeightSign.Zero ? 0 : Weights[i];
    }

    public NetworkLayer Copy() => this with { Weights = [.. Weights], Biases = [.. Biases] };

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Biases.CopyTo(outputs);
        LaneKernel.AddProduct(inputs, Weights, outputs);
    }
}
