using System.Buffers.Binary;
using System.Text;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Spooling;

/// <summary>
/// A record as it lies in a segment: length of the payload and its CRC-32 (4 bytes each, little endian), then the payload. A process or machine that dies while it writes leaves an entry that is
/// too short or does not match its sum.
/// </summary>
internal static class SpoolEntry
{
    public const int HeaderBytes = 2 * sizeof(uint);

    /// <summary>An answer has a few kilobytes; a length beyond this was never written.</summary>
    private const int PayloadBytesMax = 1 << 24;

    public static void Write(Stream target, EstimateRecord record)
    {
        byte[] payload = Encode(record);
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(uint)..], Sum(payload));
        target.Write(header);
        target.Write(payload);
    }

    /// <returns>Null at the end of what is whole.</returns>
    public static EstimateRecord? Read(Stream source)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (source.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
            return null;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        if (length is 0 or > PayloadBytesMax || length > source.Length - source.Position)
            return null;
        byte[] payload = new byte[length];
        source.ReadExactly(payload);
        return Sum(payload) == BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(uint)..]) ? Decode(payload) : null;
    }

    private static uint Sum(ReadOnlySpan<byte> payload)
    {
        Crc32 sum = new();
        sum.Append(payload);
        return sum.Value;
    }

    private static byte[] Encode(EstimateRecord record)
    {
        using MemoryStream payload = new();
        using BinaryWriter writer = new(payload, Encoding.UTF8);
        writer.Write(record.Id.ToByteArray());
        writer.Write(record.Time.UnixMicros);
        WriteText(writer, record.Tenant);
        WriteBytes(writer, record.RequestJson);
        WriteBytes(writer, record.AnswerJson);
        WriteText(writer, record.ModelHash);
        writer.Write(record.Features.Length);
        foreach (double feature in record.Features)
            writer.Write(feature);
        WriteText(writer, record.CalibrationState);
        WriteBytes(writer, record.DataTimesJson);
        writer.Flush();
        return payload.ToArray();
    }

    private static EstimateRecord Decode(byte[] payload)
    {
        using BinaryReader reader = new(new MemoryStream(payload), Encoding.UTF8);
        Guid id = new(reader.ReadBytes(16));
        Timestamp time = new(reader.ReadInt64());
        string? tenant = ReadText(reader);
        byte[] request = ReadBytes(reader), answer = ReadBytes(reader);
        string? model = ReadText(reader);
        double[] features = new double[reader.ReadInt32()];
        for (int i = 0; i < features.Length; i++)
            features[i] = reader.ReadDouble();
        return new EstimateRecord(id, time, tenant, request, answer, model, features, ReadText(reader), ReadBytes(reader));
    }

    /// <summary>As the writer writes a string of these bytes.</summary>
    private static void WriteBytes(BinaryWriter writer, byte[] utf8)
    {
        writer.Write7BitEncodedInt(utf8.Length);
        writer.Write(utf8);
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(reader.Read7BitEncodedInt());

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
