using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Validation;

/// <summary>
/// The body of a batch: the frame is refused as a whole, an order by itself. Each order is read from its own bytes, so that one with an unknown member does not spoil the others.
/// </summary>
internal sealed class BatchBody : IRequestPart, IBindableFromHttpContext<BatchBody>
{
    public const int OrdersMax = 1_000;

    private readonly Refusal? refusal;
    private readonly List<Outcome<EstimateRequest>> orders = [];

    private BatchBody(Refusal? refusal) => this.refusal = refusal;

    /// <summary>Each order, or why it cannot be asked; pointers begin with /orders/i.</summary>
    public IReadOnlyList<Outcome<EstimateRequest>> Orders => orders;

    public static async ValueTask<BatchBody?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        (ReadOnlyMemory<byte> body, Refusal? refusal) = await BodyReader.ReadAsync(context.Request);
        return refusal is null ? Read(body, context.RequestServices.GetRequiredService<IValidator<EstimateRequest>>()) : new BatchBody(refusal);
    }

    public Refusal? Check(IServiceProvider services) => refusal;

    private static BatchBody Read(ReadOnlyMemory<byte> body, IValidator<EstimateRequest> validator)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (FaultOf(document.RootElement) is { } fault)
                return new BatchBody(fault);
            BatchBody batch = new(null);
            foreach (JsonElement order in document.RootElement.GetProperty("orders").EnumerateArray())
            {
                Outcome<EstimateRequest> read = ReadOrder(JsonMarshal.GetRawUtf8Value(order).ToArray(), validator);
                batch.orders.Add(read.Refusal is { } refused ? refused.Under($"/orders/{batch.orders.Count}") : read);
            }

            return batch;
        }
        catch (JsonException malformed)
        {
            return new BatchBody(JsonShape.Explain(body, WireJson.Context.EstimateBatchRequest, malformed));
        }
    }

    private static Outcome<EstimateRequest> ReadOrder(byte[] order, IValidator<EstimateRequest> validator)
    {
        try
        {
            if (JsonSerializer.Deserialize(order, WireJson.Context.EstimateRequest) is not { } request)
                return Refusal.Invalid(Fault("", "null", "an object", "the order is null"));
            ValidationResult result = validator.Validate(request);
            return result.IsValid ? request : FieldFailures.ToRefusal(result);
        }
        catch (JsonException refused)
        {
            return JsonShape.Explain(order, WireJson.Context.EstimateRequest, refused);
        }
    }

    private static Refusal? FaultOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return Refusal.Invalid(Fault("", FieldText.Of(root), "an object with the member orders", "the body is not an object"));
        JsonProperty[] members = [.. root.EnumerateObject().Take(2)];
        if (members.Length != 1 || !members[0].NameEquals("orders"))
            return Refusal.Invalid(Fault("", null, "an object with the member orders and no other", "the body has other members than orders, or none, or orders twice"));
        JsonElement orders = members[0].Value;
        if (orders.ValueKind != JsonValueKind.Array)
            return Refusal.Invalid(Fault("/orders", FieldText.Of(orders), $"an array of 1 to {OrdersMax} orders", "orders is not an array"));
        return orders.GetArrayLength() is var count and (0 or > OrdersMax)
            ? Refusal.Invalid(Fault("/orders", $"{count} orders", $"an array of 1 to {OrdersMax} orders", $"orders has {count} entries; expected 1 to {OrdersMax}"))
            : null;
    }

    private static FieldError Fault(string pointer, string? value, string expected, string message) => new() { Pointer = pointer, Value = value, Expected = expected, Message = message };
}
