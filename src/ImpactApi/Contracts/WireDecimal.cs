using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImpactService.ImpactApi.Validation;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>A number that a client may send as a decimal string or as a JSON number. Text that is neither reads as NaN, for the validator to refuse with the text in its hand.</summary>
[JsonConverter(typeof(WireDecimalConverter))]
internal readonly record struct WireDecimal(string Text, double Value)
{
    public static WireDecimal FromText(string text) => new(text, DecimalText.TryParse(text, out decimal value) ? (double)value : double.NaN);

    public static WireDecimal FromNumber(double value) => new(value.ToString("R", CultureInfo.InvariantCulture), value);

    public override string ToString() => Text;
}

internal sealed class WireDecimalConverter : JsonConverter<WireDecimal>
{
    public override WireDecimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => WireDecimal.FromText(reader.GetString()!),
        JsonTokenType.Number => WireDecimal.FromNumber(reader.GetDouble()),
        _ => throw new JsonException("neither a decimal string nor a number"),
    };

    public override void Write(Utf8JsonWriter writer, WireDecimal value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
