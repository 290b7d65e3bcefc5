using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

/// <summary>Two synthetic markets with the same flow: in one each trade moves the price and the move decays, in the other the price is a random walk of its own.</summary>
internal static class FlowMarkets
{
    private const int Trades = 7_000;

    /// <summary>Signs come in runs (a hidden buyer or seller of power-law size); the mid follows them with a decaying kernel and noise.</summary>
    public static SessionScale WithImpact(ulong seed) => Build(seed, impactPerTrade: 0.01, areSignsPersistent: true);

    public static SessionScale WithoutImpact(ulong seed) => Build(seed, impactPerTrade: 0, areSignsPersistent: false);

    private static SessionScale Build(ulong seed, double impactPerTrade, bool areSignsPersistent)
    {
        var random = new SeededRandom(seed + 1_000);
        var builder = new TapeBuilder(TapeBuilder.ShortDay);
        double permanent = 100, transient = 0, volume = 0;
        int sign = 1, left = 0;
        for (int i = 0; i < Trades; i++)
        {
            if (left-- <= 0)
            {
                sign = random.NextInt32(2) == 0 ? 1 : -1;
                left = areSignsPersistent ? (int)TraderWeights.PowerLawQuantile(random.NextDouble(), 2.5, 1_000) : 0;
            }

            double mid = permanent + transient;
            builder.Quote(i, mid - 0.01, mid + 0.01, 100, 100);
            double size = 50 + random.NextInt32(100);
            builder.Trade(i + 0.5, mid + sign * 0.01, size, (Aggressor)sign);
            volume += size;
            transient = 0.97 * transient + impactPerTrade * sign;
            permanent += 0.01 * random.NextNormal();
        }

        return new SessionScale(builder.Index(), volume, 0.01);
    }
}
