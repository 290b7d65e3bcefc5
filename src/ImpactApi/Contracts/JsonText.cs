using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>
/// A growing UTF-8 text that JSON is written into piece by piece: names and punctuation as whole literals, numbers of few decimals as integers. It knows no structure: who writes must
/// get it right, and a test compares with the serializer byte for byte. One thread at a time.
/// </summary>
internal sealed class JsonText
{
    /// <summary>The longest double and the longest time take less.</summary>
    private const int ScalarBytesMax = 40;

    /// <summary>Decimals of numbers that are written as integers; a double below 1e9 holds them exactly enough to be read back.</summary>
    private const double FixedScale = 1e6;

    private const int FixedDecimals = 6;

    private const double FixedMax = 1e9;

    /// <summary>Below a ten-thousandth the shortest text has an exponent.</summary>
    private const long FixedMin = 100;

    /// <summary>Several times the words of an answer; two that share a place are written anew each time.</summary>
    private const int WordCount = 1024;

    private readonly (string? Text, byte[] Json)[] words = new (string?, byte[])[WordCount];
    private byte[] buffer = new byte[16 * 1024];
    private int length;

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    public void Clear() => length = 0;

    public void Raw(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        length += text.Length;
    }

    public void Bool(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Number(int value)
    {
        value.TryFormat(Room(ScalarBytesMax), out int written, default, CultureInfo.InvariantCulture);
        length += written;
    }

    public void Number(double? value)
    {
        if (value is { } number)
            Number(number);
        else
            Raw("null"u8);
    }

    /// <summary>The shortest digits that read back as the same double.</summary>
    public void Number(double value)
    {
        double rounded = Math.Round(value * FixedScale);
        if (Math.Abs(value) < FixedMax && rounded / FixedScale == value && (Math.Abs(rounded) >= FixedMin || (rounded == 0 && !double.IsNegative(value))))
        {
            Fixed((long)rounded);
            return;
        }

        if (Math.Abs(value) is >= ShortestDouble.Min and < ShortestDouble.Max)
        {
            length += ShortestDouble.Write(value, Room(ScalarBytesMax));
            return;
        }

        value.TryFormat(Room(ScalarBytesMax), out int written, default, CultureInfo.InvariantCulture);
        length += written;
    }

    public void Time(Timestamp? value)
    {
        if (value is { } time)
            Time(time);
        else
            Raw("null"u8);
    }

    public void Id(Guid value)
    {
        Raw("\""u8);
        value.TryFormat(Room(ScalarBytesMax), out int written);
        length += written;
        Raw("\""u8);
    }

    public void Text(string? text)
    {
        if (text is null)
        {
            Raw("null"u8);
            return;
        }

        Raw("\""u8);
        Span<byte> room = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        int written = Encoding.UTF8.GetBytes(text, room);
        if (JavaScriptEncoder.UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(room[..written]) < 0)
            length += written;
        else
            Raw(Encoding.UTF8.GetBytes(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)));
        Raw("\""u8);
    }

    /// <summary>A text that is the same object in many answers, the name of a feature or a code: remembered as it was written.</summary>
    public void Word(string? text)
    {
        if (text is null)
        {
            Raw("null"u8);
            return;
        }

        ref (string? Text, byte[] Json) known = ref words[RuntimeHelpers.GetHashCode(text) & (WordCount - 1)];
        if (!ReferenceEquals(known.Text, text))
        {
            int start = length;
            Text(text);
            known = (text, buffer[start..length]);
            return;
        }

        Raw(known.Json);
    }

    public void Texts(IReadOnlyList<string> texts)
    {
        Raw("["u8);
        for (int i = 0; i < texts.Count; i++)
        {
            if (i > 0)
                Raw(","u8);
            Text(texts[i]);
        }

        Raw("]"u8);
    }

    /// <param name="millionths">The value times <see cref="FixedScale"/>.</param>
    private void Fixed(long millionths)
    {
        Span<byte> room = Room(ScalarBytesMax);
        int at = 0;
        if (millionths < 0)
            (room[at++], millionths) = ((byte)'-', -millionths);
        ulong whole = (ulong)millionths / (ulong)FixedScale;
        uint fraction = (uint)((ulong)millionths - whole * (ulong)FixedScale);
        whole.TryFormat(room[at..], out int written, default, CultureInfo.InvariantCulture);
        length += at + written;
        if (fraction > 0)
            Fraction(fraction, room[(at + written)..]);
    }

    /// <summary>Six digits from the last to the first (division by a constant is a multiplication), without the zeros at the end.</summary>
    private void Fraction(uint millionths, Span<byte> room)
    {
        room[0] = (byte)'.';
        int last = 0;
        for (int at = FixedDecimals; at > 0; at--)
        {
            (millionths, uint digit) = (millionths / 10, millionths % 10);
            room[at] = (byte)('0' + digit);
            last = last == 0 && digit > 0 ? at : last;
        }

        length += last + 1;
    }

    /// <summary>As <see cref="Timestamp.ToString"/> writes it.</summary>
    private void Time(Timestamp value)
    {
        DateTime time = value.ToUtcDateTime();
        Span<byte> room = Room(ScalarBytesMax);
        room[0] = (byte)'"';
        Digits(room[1..], time.Year, 4);
        room[5] = (byte)'-';
        Digits(room[6..], time.Month, 2);
        room[8] = (byte)'-';
        Digits(room[9..], time.Day, 2);
        room[11] = (byte)'T';
        Digits(room[12..], time.Hour, 2);
        room[14] = (byte)':';
        Digits(room[15..], time.Minute, 2);
        room[17] = (byte)':';
        Digits(room[18..], time.Second, 2);
        length += 20;
        uint micros = (uint)(time.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        if (micros > 0)
            Fraction(micros, room[20..]);
        Raw("Z\""u8);
    }

    private static void Digits(Span<byte> room, int value, int count)
    {
        for (int at = count - 1; at >= 0; at--)
            (value, room[at]) = (value / 10, (byte)('0' + value % 10));
    }

    private Span<byte> Room(int bytes)
    {
        if (buffer.Length - length < bytes)
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, length + bytes));
        return buffer.AsSpan(length);
    }
}
