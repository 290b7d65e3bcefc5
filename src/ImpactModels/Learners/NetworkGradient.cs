using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Joint pinball loss of one row and its gradient by back-propagation (Rumelhart, Hinton, Williams 1986), added into arrays shaped like the layers. Space for one thread.</summary>
internal sealed class NetworkGradient
{
    private const int Levels = QuantileLevels.Count;

    private static readonly float[] levels = [.. QuantileLevels.All.ToArray().Select(level => (float)level)];

    private readonly float[] first;
    private readonly float[] second;
    private readonly float[] raw;
    private readonly float[] curve = new float[Levels];
    private readonly float[] ofRaw;
    private readonly float[] ofSecond;
    private readonly float[] ofFirst;

    public NetworkGradient(Network network)
    {
        first = new float[network.First.Outputs];
        second = new float[network.Second.Outputs];
        raw = new float[network.Last.Outputs];
        (ofFirst, ofSecond, ofRaw) = (new float[first.Length], new float[second.Length], new float[raw.Length]);
        Layers = [.. new[] { network.First, network.Second, network.Last }.Select(layer => new LayerGradient(new float[layer.Weights.Length], new float[layer.Biases.Length]))];
    }

    /// <summary>First, second, last.</summary>
    public LayerGradient[] Layers { get; }

    public void Clear()
    {
        foreach (LayerGradient layer in Layers)
        {
            Array.Clear(layer.Weights);
            Array.Clear(layer.Biases);
        }
    }

    /// <summary>Weighted mean pinball loss over the levels; the gradient is not touched.</summary>
    public double Loss(Network network, in NetworkRow row)
    {
        network.Forward(row.X, new NetworkPass(first, second, raw));
        QuantileHead.Curve(raw, row.Offsets, curve);
        double loss = 0;
        for (int level = 0; level < Levels; level++)
        {
            double left = row.Target - curve[level];
            loss += Math.Max(levels[level] * left, (levels[level] - 1) * left);
        }

        return row.Weight * loss / Levels;
    }

    public double Add(Network network, in NetworkRow row)
    {
        double loss = Loss(network, row);
        float unit = row.Weight / Levels;
        for (int level = 0; level < Levels; level++)
            ofRaw[level] = row.Target > curve[level] ? -unit * levels[level] : unit * (1 - levels[level]);
        QuantileHead.Back(raw, row.Offsets, ofRaw);
        Add(Layers[2], second, ofRaw);
        Back(network.Last, ofRaw, second, ofSecond);
        Add(Layers[1], first, ofSecond);
        Back(network.Second, ofSecond, first, ofFirst);
        Add(Layers[0], row.X, ofFirst);
        return loss;
    }

    private static void Add(LayerGradient layer, ReadOnlySpan<float> inputs, ReadOnlySpan<float> ofOutputs)
    {
        LaneKernel.AddOuter(inputs, ofOutputs, layer.Weights);
        for (int i = 0; i < ofOutputs.Length; i++)
            layer.Biases[i] += ofOutputs[i];
    }

    private static void Back(NetworkLayer layer, ReadOnlySpan<float> ofOutputs, ReadOnlySpan<float> inputs, Span<float> ofInputs)
    {
        LaneKernel.TransposedProduct(layer.Weights, ofOutputs, ofInputs);
        for (int i = 0; i < ofInputs.Length; i++)
            ofInputs[i] *= Softsign.Slope(inputs[i]);
    }
}

/// <summary>The gradient by one layer's weights and biases.</summary>
internal sealed record LayerGradient(float[] Weights, float[] Biases);

/// <summary>One row as the network sees it: columns, head offsets, target in units of the spread, weight.</summary>
internal readonly ref struct NetworkRow(ReadOnlySpan<float> x, ReadOnlySpan<float> offsets, float target, float weight)
{
    public ReadOnlySpan<float> X { get; } = x;

    public ReadOnlySpan<float> Offsets { get; } = offsets;

    public float Target { get; } = target;

    public float Weight { get; } = weight;
}
