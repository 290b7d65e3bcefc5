using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Trains one network of a seed: Adam over batches in an order that only the seed and the pass decide, on one thread.</summary>
internal sealed class NetworkTrainer(NetworkRows rows, NetworkOptions options, ulong seed)
{
    /// <summary>The learning rate falls to this share of itself over the passes, so that the last steps settle.</summary>
    private const double LastRateShare = 0.1;

    /// <param name="start">Not changed.</param>
    /// <param name="training">Rows to learn from.</param>
    /// <param name="held">Rows that decide when to stop; empty to train all passes.</param>
    /// <param name="epochs">Passes at most.</param>
    /// <param name="report">Pass, mean training loss, mean held-out loss.</param>
    /// <param name="cancellation">Between passes.</param>
    /// <returns>The network after the best pass, and which that was.</returns>
    public (Network Network, int Epochs) Train(Network start, int[] training, int[] held, int epochs, Action<int, double, double>? report, CancellationToken cancellation)
    {
        Network network = start.Copy();
        var steps = new AdamSteps(network);
        var gradient = new NetworkGradient(network);
        (Network Network, int Epochs) best = (start, 0);
        double least = Loss(network, gradient, held);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            double rate = options.LearningRate * (1 - (1 - LastRateShare) * epoch / Math.Max(options.Epochs, 1));
            double trained = Pass(network, gradient, steps, Shuffled(training, epoch), rate);
            double loss = Loss(network, gradient, held);
            report?.Invoke(epoch + 1, trained, loss);
            if (held.Length == 0 || loss < least)
                (best, least) = ((network.Copy(), epoch + 1), loss);
            else if (epoch + 1 - best.Epochs >= options.Patience)
                break;
        }

        return best;
    }

    private double Pass(Network network, NetworkGradient gradient, AdamSteps steps, int[] order, double rate)
    {
        double sum = 0;
        double weight = 0;
        for (int from = 0; from < order.Length; from += options.BatchRows)
        {
            gradient.Clear();
            float own = 0;
            foreach (int row in order.AsSpan(from, Math.Min(options.BatchRows, order.Length - from)))
            {
                sum += gradient.Add(network, rows[row]);
                own += rows[row].Weight;
            }

            weight += own;
            steps.Take(gradient.Layers, 1 / own, rate, options.WeightDecay);
        }

        return sum / weight;
    }

    private double Loss(Network network, NetworkGradient gradient, int[] held)
    {
        double sum = 0;
        double weight = 0;
        foreach (int row in held)
        {
            sum += gradient.Loss(network, rows[row]);
            weight += rows[row].Weight;
        }

        return sum / weight;
    }

    private int[] Shuffled(int[] order, int epoch)
    {
        int[] shuffled = [.. order];
        SeededRandom random = new SeededRandom(seed).Fork((ulong)epoch + 1);
        for (int i = shuffled.Length - 1; i > 0; i--)
        {
            int other = random.NextInt32(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }
}
