using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ImpactService.ImpactApi.Services;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Observing;

/// <summary>States that are read when somebody asks for them, every few seconds: ages, queues, the model, alarms.</summary>
internal sealed class StateGauges
{
    /// <summary>A series each: of more instruments only those with the oldest features are told, which are the ones to look at.</summary>
    public const int InstrumentsMax = 50;

    private readonly LiveMarkets markets;
    private readonly ModelRegistry models;
    private readonly Alarms alarms;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, Func<long>> queues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<long>> spools = new(StringComparer.Ordinal);

    public StateGauges(ServiceMeter service, LiveMarkets markets, ModelRegistry models, EstimateRecorder recorder, Alarms alarms, TimeProvider clock)
    {
        (this.markets, this.models, this.alarms, this.clock) = (markets, models, alarms, clock);
        AddQueue("recorder", () => recorder.Waiting);
        service.Meter.CreateObservableGauge("impact.feature.age", FeatureAges, "s", "Since the last market event, for the instruments where it is longest.");
        service.Meter.CreateObservableGauge("impact.queue.depth", () => Read(queues, "queue"), "{item}", "What waits, by queue.");
        service.Meter.CreateObservableGauge("impact.spool.size", () => Read(spools, "spool"), "By", "What waits on disk.");
        service.Meter.CreateObservableGauge("impact.model.info", ModelInfo, description: "1 for the model that answers.");
        service.Meter.CreateObservableGauge("impact.alarms", AlarmCounts, "{alarm}", "Alarms that stand, by code.");
        service.Meter.CreateObservableGauge("impact.instruments", () => markets.Instruments.Count, "{instrument}", "Instruments in the store.");
    }

    /// <param name="name">One of a closed list.</param>
    public void AddQueue(string name, Func<long> depth) => queues[name] = depth;

    /// <param name="name">One of a closed list.</param>
    public void AddSpool(string name, Func<long> bytes) => spools[name] = bytes;

    private static IEnumerable<Measurement<long>> Read(ConcurrentDictionary<string, Func<long>> sources, string tag) =>
        sources.Select(s => new Measurement<long>(s.Value(), KeyValuePair.Create<string, object?>(tag, s.Key)));

    private IEnumerable<Measurement<double>> FeatureAges()
    {
        Timestamp now = Timestamp.From(clock.GetUtcNow());
        return LastEvents()
            .OrderBy(e => e.Value)
            .Take(InstrumentsMax)
            .Select(e => new Measurement<double>(now.SecondsSince(e.Value), KeyValuePair.Create<string, object?>("instrument", e.Key)));
    }

    /// <summary>Of the instruments whose state stands.</summary>
    private IEnumerable<KeyValuePair<string, Timestamp>> LastEvents()
    {
        foreach (ImpactModels.Market.Instrument instrument in markets.Instruments)
        {
            ValueTask<LiveView> view = markets.GetAsync(instrument, models.Active.Schema);
            if (view.IsCompletedSuccessfully && view.Result.Market.LastEventTime is { } last)
                yield return KeyValuePair.Create(instrument.Symbol, last);
        }
    }

    private IEnumerable<Measurement<long>> ModelInfo() => [new(1, KeyValuePair.Create<string, object?>("model", models.Active.Id ?? "none"), KeyValuePair.Create<string, object?>("hash", models.Active.Hash ?? "none"))];

    private IEnumerable<Measurement<long>> AlarmCounts() =>
        Enum.GetValues<AlarmCode>().Select(code => new Measurement<long>(alarms.Standing.Count(a => a.Code == code), KeyValuePair.Create<string, object?>("code", WireName.Of(code))));
}
