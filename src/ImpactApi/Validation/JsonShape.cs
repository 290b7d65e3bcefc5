using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Validation;

/// <summary>
/// Why a JSON text does not read as a contract: every unknown member, repeated member and value of the wrong kind, each with its pointer.
/// The cold path: runs only after the serializer has refused the text.
/// </summary>
internal sealed class JsonShape
{
    /// <summary>A client reads the first ones; a body of 100,000 unknown members gets no answer of that size.</summary>
    private const int MaxErrors = 50;

    private readonly List<FieldError> errors = [];

    private JsonShape()
    {
    }

    public static Refusal Explain(ReadOnlyMemory<byte> body, JsonTypeInfo contract, JsonException refused)
    {
        if (body.IsEmpty)
            return new Refusal(ProblemCode.MalformedJson, "the body is empty; send a JSON object");
        if (!Utf8.IsValid(body.Span))
            return NotUtf8(body.Span);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonShape shape = new();
            shape.VisitObject(document.RootElement, contract, string.Empty);
            return shape.errors.Count > 0 ? Refusal.Invalid(shape.errors) : Malformed(refused);
        }
        catch (JsonException malformed)
        {
            return Malformed(malformed);
        }
    }

    private static Refusal NotUtf8(ReadOnlySpan<byte> body)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(body[at..], out _, out int length) == OperationStatus.Done)
            at += length;
        int line = body[..at].Count((byte)'\n') + 1;
        return new Refusal(ProblemCode.MalformedJson, $"line {line}, byte {at - body[..at].LastIndexOf((byte)'\n')}: the text is not UTF-8");
    }

    private static Refusal Malformed(JsonException malformed)
    {
        string message = malformed.Message;
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = FieldText.Cut(end > 0 ? message[..end] : message);
        return new Refusal(ProblemCode.MalformedJson, $"line {(malformed.LineNumber ?? 0) + 1}, byte {(malformed.BytePositionInLine ?? 0) + 1}: {reason}");
    }

    private void VisitObject(JsonElement element, JsonTypeInfo contract, string pointer)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add(pointer, element, "an object", $"{Name(pointer)} is {Kind(element)}, not an object");
            return;
        }

        HashSet<string> seen = [];
        foreach (JsonProperty member in element.EnumerateObject().TakeWhile(_ => errors.Count < MaxErrors))
            VisitMember(member, contract, pointer, seen);
    }

    private void VisitMember(JsonProperty member, JsonTypeInfo contract, string pointer, HashSet<string> seen)
    {
        string name = NameOf(member);
        string memberPointer = $"{pointer}/{FieldText.Cut(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
        JsonPropertyInfo? property = contract.Properties.FirstOrDefault(p => p.Name == name);
        if (property is null)
            Add(memberPointer, member.Value, $"one of {string.Join(", ", contract.Properties.Select(p => p.Name))}", $"there is no member '{FieldText.Cut(name)}'");
        else if (!seen.Add(name))
            Add(memberPointer, member.Value, "each member once", $"{name} is given more than once");
        else if (member.Value.ValueKind != JsonValueKind.Null)
            VisitValue(member.Value, property, contract.Options.GetTypeInfo(property.PropertyType), memberPointer);
    }

    private void VisitValue(JsonElement value, JsonPropertyInfo property, JsonTypeInfo type, string pointer)
    {
        if (type.Kind == JsonTypeInfoKind.Object && value.ValueKind == JsonValueKind.Object)
        {
            VisitObject(value, type, pointer);
            return;
        }

        if (value.ValueKind == JsonValueKind.Array && type.ElementType is { } element && type.Options.GetTypeInfo(element) is { Kind: JsonTypeInfoKind.Object } entry)
        {
            VisitEntries(value, entry, pointer);
            return;
        }

        if (!Reads(value, type))
            Add(pointer, value, FieldText.ExpectedOf(property.AttributeProvider), $"{property.Name} is {Kind(value)} that does not fit");
    }

    /// <summary>Of an array of objects each entry has a pointer of its own; a null is left to the validator.</summary>
    private void VisitEntries(JsonElement array, JsonTypeInfo contract, string pointer)
    {
        int index = 0;
        foreach (JsonElement entry in array.EnumerateArray().TakeWhile(_ => errors.Count < MaxErrors))
        {
            if (entry.ValueKind != JsonValueKind.Null)
                VisitObject(entry, contract, $"{pointer}/{index}");
            index++;
        }
    }

    private static bool Reads(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            value.Deserialize(type);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Add(string pointer, JsonElement value, string expected, string message) =>
        errors.Add(new FieldError { Pointer = pointer, Value = FieldText.Of(value), Expected = expected, Message = $"{message}; expected {expected}" });

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD"; // A name that is no Unicode text matches nothing.
        }
    }

    private static string Name(string pointer) => pointer.Length == 0 ? "the body" : pointer;

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
