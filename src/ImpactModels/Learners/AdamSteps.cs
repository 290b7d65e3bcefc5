namespace ImpactService.ImpactModels.Learners;

/// <summary>Adam (Kingma, Ba 2015, arXiv 1412.6980) with decoupled weight decay; after each step a weight that may not be negative is put back to zero.</summary>
internal sealed class AdamSteps(Network network)
{
    private const float MeanDecay = 0.9f;
    private const float SquareDecay = 0.999f;
    private const float Smallest = 1e-8f;

    private readonly NetworkLayer[] layers = [network.First, network.Second, network.Last];
    private readonly float[][] means = Arrays(network);
    private readonly float[][] squares = Arrays(network);
    private int steps;

    /// <param name="gradients">Of the loss's sum.</param>
    /// <param name="scale">Times this: one over the sum of weights.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="decay">Of the weights, times the learning rate.</param>
    public void Take(LayerGradient[] gradients, float scale, double rate, double decay)
    {
        steps++;
        float own = (float)(rate * Math.Sqrt(1 - Math.Pow(SquareDecay, steps)) / (1 - Math.Pow(MeanDecay, steps)));
        float keep = (float)(1 - rate * decay);
        for (int i = 0; i < layers.Length; i++)
        {
            Move(layers[i].Weights, gradients[i].Weights, 2 * i, scale, own, keep);
            Move(layers[i].Biases, gradients[i].Biases, 2 * i + 1, scale, own, 1);
            Project(layers[i]);
        }
    }

    private void Move(float[] values, float[] gradient, int slot, float scale, float rate, float keep)
    {
        float[] mean = means[slot];
        float[] square = squares[slot];
        for (int i = 0; i < values.Length; i++)
        {
            float g = gradient[i] * scale;
            mean[i] = MeanDecay * mean[i] + (1 - MeanDecay) * g;
            square[i] = SquareDecay * square[i] + (1 - SquareDecay) * g * g;
            values[i] = keep * values[i] - rate * mean[i] / (MathF.Sqrt(square[i]) + Smallest);
        }
    }

    private static void Project(NetworkLayer layer)
    {
        for (int i = 0; i < layer.Weights.Length; i++)
        {
            if (layer.Signs[i] == WeightSign.Zero || layer.Signs[i] == WeightSign.NotNegative && !(layer.Weights[i] > 0))
                layer.Weights[i] = 0;
        }
    }

    private static float[][] Arrays(Network network) =>
        [.. new[] { network.First, network.Second, network.Last }.SelectMany(layer => new[] { new float[layer.Weights.Length], new float[layer.Biases.Length] })];
}
