using System.Buffers.Binary;
using System.Text;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Spooling;

/// <summary>
/// A block as it lies in a segment: length of the payload and its CRC-32 (4 bytes each, little endian), then the payload. A process or machine that dies while it writes leaves an entry that is
/// too short or does not match its sum.
/// </summary>
internal static class SpoolEntry
{
    public const int HeaderBytes = 2 * sizeof(uint);

    /// <summary>A block of usual answers has fifty kilobytes; a length beyond this was never written.</summary>
    private const int PayloadBytesMax = 1 << 28;

    public static void Write(Stream target, EstimateBlock block)
    {
        byte[] payload = Encode(block);
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(uint)..], Sum(payload));
        target.Write(header);
        target.Write(payload);
    }

    /// <param name="decode">Of the format of the segment.</param>
    /// <returns>Null at the end of what is whole.</returns>
    public static EstimateBlock? Read(Stream source, Func<BinaryReader, EstimateBlock> decode)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (source.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
            return null;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        if (length is 0 or > PayloadBytesMax || length > source.Length - source.Position)
            return null;
        byte[] payload = new byte[length];
        source.ReadExactly(payload);
        if (Sum(payload) != BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(uint)..]))
            return null;
        using BinaryReader reader = new(new MemoryStream(payload), Encoding.UTF8);
        return decode(reader);
    }

    private static uint Sum(ReadOnlySpan<byte> payload)
    {
        Crc32 sum = new();
        sum.Append(payload);
        return sum.Value;
    }

    private static byte[] Encode(EstimateBlock block)
    {
        using MemoryStream payload = new();
        using BinaryWriter writer = new(payload, Encoding.UTF8);
        WriteId(writer, block.Id);
        writer.Write(block.Rows.Length);
        foreach (EstimateRow row in block.Rows)
        {
            WriteId(writer, row.Id);
            writer.Write(row.Time.UnixMicros);
            WriteText(writer, row.Tenant);
            WriteText(writer, row.ModelHash);
        }

        writer.Write(block.Content.Length);
        writer.Write(block.Content);
        writer.Flush();
        return payload.ToArray();
    }

    public static EstimateBlock Decode(BinaryReader reader)
    {
        Guid id = ReadId(reader);
        EstimateRow[] rows = new EstimateRow[reader.ReadInt32()];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = new EstimateRow(ReadId(reader), new Timestamp(reader.ReadInt64()), ReadText(reader), ReadText(reader));
        return new EstimateBlock(id, [.. rows], reader.ReadBytes(reader.ReadInt32()));
    }

    private static void WriteId(BinaryWriter writer, Guid id) => writer.Write(id.ToByteArray());

    public static Guid ReadId(BinaryReader reader) => new(reader.ReadBytes(16));

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    public static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
