using System.Buffers;
using System.IO.Compression;

namespace ImpactService.DataAccess.Stores;

/// <summary>
/// The bulk of an <see cref="EstimateBlock"/> as one value: a byte that says how the rest is compressed, then each record after its length (<see cref="EstimateEvidence"/>).
/// Answers differ in their numbers only, so together they take a fraction of their bytes, and the server is handed one long value instead of many.
/// </summary>
internal static class BlockContent
{
    private const byte Plain = 0;
    private const byte Brotli = 1;

    /// <summary>The fastest: on answers, half the time of the next for a quarter more bytes.</summary>
    private const int BrotliQuality = 0;

    /// <summary>A window of 512 kB: a block of usual answers.</summary>
    private const int BrotliWindowBits = 19;

    public static byte[] Write(ReadOnlySpan<EstimateRecord> records)
    {
        int plainBytes = 0;
        foreach (EstimateRecord record in records)
            plainBytes += EstimateEvidence.BytesOf(record);
        int compressedBytesMax = 1 + BrotliEncoder.GetMaxCompressedLength(plainBytes);
        byte[] plain = ArrayPool<byte>.Shared.Rent(plainBytes), content = ArrayPool<byte>.Shared.Rent(compressedBytesMax);
        Span<byte> rest = plain;
        foreach (EstimateRecord record in records)
            rest = EstimateEvidence.Write(record, rest);
        content[0] = Brotli;
        if (!BrotliEncoder.TryCompress(plain.AsSpan(0, plainBytes), content.AsSpan(1), out int written, BrotliQuality, BrotliWindowBits))
            throw new InvalidOperationException("the longest compressed length was not enough");
        byte[] block = content[..(1 + written)];
        ArrayPool<byte>.Shared.Return(plain);
        ArrayPool<byte>.Shared.Return(content);
        return block;
    }

    /// <param name="position">Of the record in the block, from 0.</param>
    /// <exception cref="InvalidDataException">The value is not a block, or has no such record.</exception>
    public static EstimateEvidence Read(byte[] content, int position) => content switch
    {
        [Plain, ..] => EstimateEvidence.Read(content.AsSpan(1), position),
        [Brotli, ..] => EstimateEvidence.Read(Decompress(content), position),
        _ => throw new InvalidDataException("the block of an estimate is empty or of a later version"),
    };

    private static byte[] Decompress(byte[] content)
    {
        using MemoryStream source = new(content, 1, content.Length - 1);
        using BrotliStream brotli = new(source, CompressionMode.Decompress);
        using MemoryStream plain = new();
        brotli.CopyTo(plain);
        return plain.ToArray();
    }
}
