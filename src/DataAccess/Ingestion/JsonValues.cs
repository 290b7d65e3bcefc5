using System.Text.Json;
using ImpactService.DataAccess.Import.Rows;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>The members of one JSON object as texts, by slot. An absent member and null read as empty.</summary>
/// <param name="isList">By slot: whether the member is an array of numbers.</param>
internal sealed class JsonValues(bool[] isList)
{
    private readonly int[] starts = new int[isList.Length];
    private readonly int[] lengths = new int[isList.Length];
    private readonly bool[] isGiven = new bool[isList.Length];
    private byte[] arena = new byte[1024];
    private int lastSlot;

    /// <summary>Of all values together.</summary>
    public int Bytes { get; private set; }

    public ReadOnlySpan<byte> this[int slot] => arena.AsSpan(starts[slot], lengths[slot]);

    /// <param name="names">The members by slot; any other is refused, because it may be a misspelt one that matters.</param>
    public RowOutcome Read(ReadOnlySpan<byte> json, byte[][] names)
    {
        Clear(json.Length);
        Utf8JsonReader reader = new(json);
        try
        {
            return ReadObject(ref reader, names);
        }
        catch (JsonException)
        {
            return RowOutcome.Unparsable;
        }
        catch (InvalidOperationException)
        {
            // An escape that is no character.
            return RowOutcome.InvalidText;
        }
    }

    /// <summary>False when a member was given that the row's type does not have; the first slot is the sequence.</summary>
    public bool AreAllIn(int[] layout, int typeSlot)
    {
        for (int slot = 1; slot < isGiven.Length; slot++)
        {
            if (isGiven[slot] && slot != typeSlot && Array.IndexOf(layout, slot) < 0)
                return false;
        }

        return true;
    }

    private void Clear(int bytes)
    {
        // An unescaped text is not longer than the escaped one.
        if (arena.Length < bytes)
            arena = new byte[2 * bytes];
        Array.Clear(starts);
        Array.Clear(lengths);
        Array.Clear(isGiven);
        (Bytes, lastSlot) = (0, -1);
    }

    private RowOutcome ReadObject(ref Utf8JsonReader reader, byte[][] names)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return RowOutcome.Unparsable;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int slot = FindSlot(ref reader, names);
            if (slot < 0)
                return RowOutcome.UnknownField;
            reader.Read();
            if (isGiven[slot] || !TryStore(ref reader, slot))
                return RowOutcome.Unparsable;
        }

        return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? RowOutcome.Accepted : RowOutcome.Unparsable;
    }

    /// <summary>Members come in the same order row after row, so the next one is tried first.</summary>
    private int FindSlot(ref Utf8JsonReader reader, byte[][] names)
    {
        for (int i = 1; i <= names.Length; i++)
        {
            int slot = (lastSlot + i) % names.Length;
            if (reader.ValueTextEquals(names[slot]))
                return lastSlot = slot;
        }

        return -1;
    }

    private bool TryStore(ref Utf8JsonReader reader, int slot)
    {
        starts[slot] = Bytes;
        isGiven[slot] = true;
        bool isStored = isList[slot] && reader.TokenType == JsonTokenType.StartArray ? TryStoreArray(ref reader) : TryAppend(ref reader);
        lengths[slot] = Bytes - starts[slot];
        return isStored;
    }

    private bool TryStoreArray(ref Utf8JsonReader reader)
    {
        bool isFirst = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!isFirst)
                arena[Bytes++] = (byte)' ';
            isFirst = false;
            if (reader.TokenType != JsonTokenType.Number || !TryAppend(ref reader))
                return false;
        }

        return true;
    }

    private bool TryAppend(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.Number:
            case JsonTokenType.String when !reader.ValueIsEscaped:
                reader.ValueSpan.CopyTo(arena.AsSpan(Bytes));
                Bytes += reader.ValueSpan.Length;
                return true;
            case JsonTokenType.String:
                Bytes += reader.CopyString(arena.AsSpan(Bytes));
                return true;
            default:
                return false;
        }
    }
}
