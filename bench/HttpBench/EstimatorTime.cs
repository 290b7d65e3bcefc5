using System.Diagnostics;
using System.Globalization;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.HttpBench;

/// <summary>The estimator alone, and what comes before it in a live answer: a snapshot of the market and the order's vector. On the active model and the stored market.</summary>
internal static class EstimatorTime
{
    private const int Rounds = 20_000;

    public static async Task<int> RunAsync(string dataDirectory, string symbol)
    {
        await using ImpactStore store = await ImpactStore.OpenAsync(new ImpactStoreOptions { DataDirectory = dataDirectory });
        StoredModel active = (await store.Models.ListAsync()).First(m => m.IsActive);
        ImpactEstimator estimator = ImpactEstimator.FromArtifact(ModelArtifactFormat.Read((await store.Models.LoadAsync(active.Id))!.Artifact));
        Instrument instrument = (await store.Instruments.FindAsync(symbol))!;
        MarketView view = await ViewAsync(store, instrument, estimator.Schema);
        MarketState state = view.Latest!;
        double[] features = new double[estimator.Schema.Count];
        OrderFeatures.Write(estimator.Schema, state, Order(state, 0), features);
        Timestamp later = state.AsOf.AddSeconds(1);
        Print("snapshot", Measure(_ => view.Snapshot(later)));
        Print("order's vector", Measure(i => OrderFeatures.Write(estimator.Schema, state, Order(state, i), features)));
        Print($"estimator ({estimator.Estimate(features).Rung})", Measure(i =>
        {
            OrderFeatures.Write(estimator.Schema, state, Order(state, i), features);
            estimator.Estimate(features);
        }));
        return 0;
    }

    private static async Task<MarketView> ViewAsync(ImpactStore store, Instrument instrument, FeatureSchema schema)
    {
        FeatureEngine engine = new(instrument, schema, await store.Sessions.ReadHistoryAsync(instrument));
        foreach (StoredEvent e in (await store.MarketData.ReadLastSessionAsync(instrument)).Events)
            engine.OnEvent(e.Event);
        return engine.Freeze();
    }

    /// <summary>Sizes differ, so that branches are not learned by heart.</summary>
    private static OrderProfile Order(MarketState state, int i) =>
        new(state.Instrument.Symbol, (i & 1) == 0 ? Side.Buy : Side.Sell, state.AdvUnits!.Value * (1 + i % 97) * 1e-5, state.AsOf, 300 + i % 300, 0.5);

    private static double[] Measure(Action<int> work)
    {
        double[] micros = new double[Rounds];
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < Rounds; i++)
            {
                long start = Stopwatch.GetTimestamp();
                work(i);
                micros[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        Array.Sort(micros);
        return micros;
    }

    private static void Print(string what, double[] micros) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"what":"{{what}}","p50_us":{{micros[micros.Length / 2]:0.##}},"p99_us":{{micros[micros.Length * 99 / 100]:0.##}}}"""));
}
