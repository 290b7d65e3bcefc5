using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImpactService.ImpactApi.Contracts.Desk;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>JSON of the wire: camel case, unknown and repeated members refused, code generated at build time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(AuditAnswer))]
[JsonSerializable(typeof(DataTimes))]
[JsonSerializable(typeof(EstimateRequest))]
[JsonSerializable(typeof(EstimateAnswer))]
[JsonSerializable(typeof(EstimateBatchRequest))]
[JsonSerializable(typeof(EstimateBatchAnswer))]
[JsonSerializable(typeof(FeaturesAnswer))]
[JsonSerializable(typeof(IngestAnswer))]
[JsonSerializable(typeof(InstrumentAnswer))]
[JsonSerializable(typeof(InstrumentsAnswer))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(ModelAnswer))]
[JsonSerializable(typeof(ModelsAnswer))]
[JsonSerializable(typeof(ReadyAnswer))]
[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(BasketRequest))]
[JsonSerializable(typeof(BasketAnswer))]
[JsonSerializable(typeof(BasketJobAnswer))]
[JsonSerializable(typeof(CostCurveRequest))]
[JsonSerializable(typeof(CostCurveAnswer))]
[JsonSerializable(typeof(RfqRequest))]
[JsonSerializable(typeof(RfqAnswer))]
[JsonSerializable(typeof(ScenarioRequest))]
[JsonSerializable(typeof(ScheduleRequest))]
[JsonSerializable(typeof(ScheduleAnswer))]
[JsonSerializable(typeof(ScenarioAnswer))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(StreamAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>
/// The contracts as they are written: quotes, plus signs and umlauts stay readable. Escaping them protects JSON inside HTML, and this JSON is never inside HTML.
/// </summary>
internal static class WireJson
{
    public static ApiJson Context { get; } = new(new JsonSerializerOptions(ApiJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Gives the framework the same conventions, for results and for the OpenAPI document.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Context);
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new TimestampConverter());
    }
}
