using System.Collections;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Validation;

/// <summary>Texts of field errors.</summary>
internal static class FieldText
{
    /// <summary>Values are echoed to help, not to mirror what a client sent.</summary>
    public const int MaxValueLength = 100;

    /// <summary>The text, or its first characters and an ellipsis; never half of a surrogate pair.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= MaxValueLength)
            return text;
        int length = char.IsHighSurrogate(text[MaxValueLength - 2]) ? MaxValueLength - 2 : MaxValueLength - 1;
        return string.Concat(text.AsSpan(0, length), "…");
    }

    /// <summary>The content of a string, the JSON text of anything else; bytes that are no UTF-8 are shown as replacement characters, where the element's own texts would throw.</summary>
    public static string Of(JsonElement element) =>
        Cut(element.ValueKind == JsonValueKind.String && TryGetText(element, out string text) ? text : Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element)));

    public static string Of(object value) => Cut(value switch
    {
        string text => text,
        double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        string?[] texts => $"[{string.Join(", ", texts.Select(t => t is null ? "null" : $"\"{t}\""))}]",
        double[] numbers => $"[{string.Join(", ", numbers.Select(n => Of(n)))}]",
        ICollection entries => entries.Count == 1 ? "1 entry" : $"{entries.Count} entries",
        _ => value.ToString() ?? string.Empty,
    });

    public static string ExpectedOf(ICustomAttributeProvider? property) =>
        property?.GetCustomAttributes(typeof(ExpectedAttribute), false) is [ExpectedAttribute expected] ? expected.Text : "another kind of value";

    /// <summary>False for text that is no Unicode, such as half of a surrogate pair in an escape.</summary>
    public static bool TryGetText(JsonElement element, out string text)
    {
        try
        {
            text = element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = string.Empty;
            return false;
        }
    }
}
