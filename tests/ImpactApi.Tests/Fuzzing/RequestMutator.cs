using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactApi.Fuzzing;

/// <summary>Spoils a text: by a value, by a slice, by a byte, or by length; or nudges its numbers, which leaves it often valid.</summary>
internal sealed partial class RequestMutator(SeededRandom random)
{
    private static readonly string[] fragments =
    [
        "null", "true", "[]", "{}", "\"\"", "\"-1\"", "NaN", "1e308", "-1e308", "1e-320", "1e400", "-0", "0.9999999999999999", "\"1e300\"", "\"Infinity\"", "9007199254740993", "\"PT999999999S\"", "\"P31D\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"\\u0000\"", "\"\\ud800\"", "\"😀\"", "[[0.5]]", "{\"bps\":1}", "\"EMPTY\"", ",", ":", "}", "\"", "\n", "\r\n", "\0", "' OR 1=1 --", "../../etc/passwd",
        "%00", "%2F", "%c0%af", "<script>", "{{7*7}}", "\"Ελληνικά\"",
    ];

    private static readonly double[] factors = [0, 0.001, 0.1, 0.5, 0.9, 1.1, 2, 3, 10, 1_000, -1];

    /// <summary>Other numbers in one or two places, those of times and durations too.</summary>
    public string Nudge(string text)
    {
        for (int change = random.NextInt32(2); change >= 0; change--)
        {
            MatchCollection numbers = Number().Matches(text);
            if (numbers.Count == 0)
                return text;
            Match match = numbers[random.NextInt32(numbers.Count)];
            decimal value = decimal.Parse(match.Value, CultureInfo.InvariantCulture) * (decimal)factors[random.NextInt32(factors.Length)];
            string other = (match.Value.Contains('.', StringComparison.Ordinal) ? value : Math.Round(value)).ToString(CultureInfo.InvariantCulture);
            text = string.Concat(text.AsSpan(0, match.Index), other.PadLeft(match.Length, '0'), text.AsSpan(match.Index + match.Length));
        }

        return text;
    }

    public string Mutate(string text)
    {
        for (int change = random.NextInt32(4); change > 0; change--)
        {
            text = random.NextInt32(10) switch
            {
                < 5 => ReplaceValue(text),
                < 8 => Splice(text),
                8 => text[..random.NextInt32(text.Length + 1)],
                _ => text + text,
            };
        }

        return text;
    }

    public string Fragment() => fragments[random.NextInt32(fragments.Length)];

    /// <summary>Any bytes at all, not only text.</summary>
    public byte[] Spoil(byte[] bytes)
    {
        for (int change = random.NextInt32(5); change > 0 && bytes.Length > 0; change--)
            bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
        return bytes;
    }

    /// <summary>A path segment or a query value as a client would send it: usually escaped.</summary>
    public string Address(string value)
    {
        StringBuilder spoiled = new(value);
        for (int change = random.NextInt32(3); change > 0; change--)
            spoiled.Insert(random.NextInt32(spoiled.Length + 1), Fragment());
        string text = spoiled.ToString();
        return random.NextInt32(8) > 0 ? Uri.EscapeDataString(text) : new string([.. text.Where(c => c is > ' ' and < (char)127 and not ('#' or '?'))]);
    }

    /// <summary>Replaces the value after a member's name.</summary>
    private string ReplaceValue(string text)
    {
        int[] colons = [.. Enumerable.Range(0, text.Length).Where(i => text[i] == ':' && i > 0 && text[i - 1] == '"')];
        if (colons.Length == 0)
            return Splice(text);
        int start = colons[random.NextInt32(colons.Length)] + 1;
        int end = start;
        for (int depth = 0; end < text.Length && (depth > 0 || text[end] is not (',' or '}')); end++)
            depth += text[end] is '[' or '{' ? 1 : text[end] is ']' or '}' ? -1 : 0;
        return string.Concat(text.AsSpan(0, start), Fragment(), text.AsSpan(end));
    }

    private string Splice(string text)
    {
        if (text.Length == 0)
            return Fragment();
        int at = random.NextInt32(text.Length);
        int length = Math.Min(random.NextInt32(12), text.Length - at);
        return string.Concat(text.AsSpan(0, at), random.NextInt32(2) == 0 ? Fragment() : string.Empty, text.AsSpan(at + length));
    }

    [GeneratedRegex(@"(?<![\w.])[0-9]{1,12}(\.[0-9]{1,6})?|(?<=PT)[0-9]+")]
    private static partial Regex Number();
}
