using System.Text.Json;
using ImpactService.DataAccess.Import.Reading;

namespace ImpactService.DataAccess.Import.Binance;

/// <summary>
/// Reads one JSON message: of a combined stream ({"stream":…,"data":{…}}), of a single stream ({"e":…}), or a snapshot from the REST interface ({"lastUpdateId":…,"bids":…}).
/// Forward only and without strings; a message that breaks the expected types is unparsable, one of another stream is <see cref="BinanceKind.Other"/>.
/// </summary>
internal static class BinanceJson
{
    /// <returns>False when the text is not JSON, or a field is of another type than the exchange documents.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, BinanceMessage message)
    {
        message.Clear();
        Utf8JsonReader reader = new(json);
        MessageMarks marks = default;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !TryReadObject(ref reader, message, ref marks) || reader.Read())
                return false;
        }
        catch (JsonException)
        {
            return false;
        }

        message.Kind = marks.Kind(message);
        message.IsPartial = marks.IsPartialDepth;
        message.IsFutures = marks.IsFutures(message.Kind);
        return true;
    }

    private static bool TryReadObject(ref Utf8JsonReader reader, BinanceMessage message, ref MessageMarks marks)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            bool isRead = name.Length == 1 ? TryReadShort(name[0], ref reader, message, ref marks) : TryReadLong(name, ref reader, message, ref marks);
            if (!isRead)
                return false;
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool TryReadShort(byte name, ref Utf8JsonReader reader, BinanceMessage message, ref MessageMarks marks)
    {
        reader.Read();
        switch (name)
        {
            case (byte)'e': return marks.SetEvent(reader);
            case (byte)'E': marks.HasSentTime = true; return TryWhole(ref reader, out message.SentMillis);
            case (byte)'T': return TryWhole(ref reader, out message.TransactionMillis);
            case (byte)'s': return reader.TokenType == JsonTokenType.String && message.SetSymbol(reader.ValueSpan);
            case (byte)'p': return TryNumber(ref reader, out message.Price);
            case (byte)'q': return TryNumber(ref reader, out message.Size);
            case (byte)'m': return TryFlag(reader, message);
            case (byte)'M': marks.HasSpotTradeMark = true; return reader.TrySkip();
            case (byte)'X': message.IsOffMarket = !reader.ValueTextEquals("MARKET"u8); return true;
            case (byte)'U': return TryWhole(ref reader, out message.FirstUpdateId);
            case (byte)'u': return TryWhole(ref reader, out message.LastUpdateId);
            case (byte)'b': return TryReadSide(ref reader, message.Bids, out message.Bid, ref marks);
            case (byte)'a': return TryReadSide(ref reader, message.Asks, out message.Ask, ref marks);
            case (byte)'B': return TryNumber(ref reader, out message.BidSize);
            case (byte)'A': return TryNumber(ref reader, out message.AskSize);
            default: return reader.TrySkip();
        }
    }

    private static bool TryReadLong(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, BinanceMessage message, ref MessageMarks marks)
    {
        if (name.SequenceEqual("data"u8))
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && TryReadObject(ref reader, message, ref marks);
        if (name.SequenceEqual("stream"u8))
            return reader.Read() && marks.SetStream(reader, message);
        if (name.SequenceEqual("bids"u8))
            return reader.Read() && TryLevels(ref reader, message.Bids);
        if (name.SequenceEqual("asks"u8))
            return reader.Read() && TryLevels(ref reader, message.Asks);
        if (name.SequenceEqual("pu"u8))
            return reader.Read() && (marks.HasPreviousId = TryWhole(ref reader, out message.PreviousUpdateId));
        if (name.SequenceEqual("lastUpdateId"u8))
            return reader.Read() && (marks.HasSnapshotId = TryWhole(ref reader, out message.LastUpdateId));
        return reader.Read() && reader.TrySkip();
    }

    /// <summary>"b" and "a" are levels in diffs, prices in best quotes and order numbers in trades.</summary>
    private static bool TryReadSide(ref Utf8JsonReader reader, List<BookLevel> levels, out double price, ref MessageMarks marks)
    {
        price = double.NaN;
        if (reader.TokenType == JsonTokenType.StartArray)
            return marks.HasLevels = TryLevels(ref reader, levels);
        return reader.TokenType == JsonTokenType.Number || TryNumber(ref reader, out price);
    }

    private static bool TryLevels(ref Utf8JsonReader reader, List<BookLevel> levels)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            if (!TryNumber(ref reader, out double price) || !reader.Read() || !TryNumber(ref reader, out double size) || !reader.Read())
                return false;
            if (reader.TokenType != JsonTokenType.EndArray)
                return false;
            levels.Add(new BookLevel(price, size));
        }

        return reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool TryWhole(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out value);
    }

    /// <summary>Prices and sizes come as text.</summary>
    private static bool TryNumber(ref Utf8JsonReader reader, out double value)
    {
        value = double.NaN;
        return reader.TokenType == JsonTokenType.String && NumberParser.TryParse(reader.ValueSpan, out value);
    }

    private static bool TryFlag(in Utf8JsonReader reader, BinanceMessage message)
    {
        message.IsBuyerMaker = reader.TokenType == JsonTokenType.True;
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False;
    }
}
