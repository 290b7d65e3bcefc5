using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ImpactService.ImpactApi.Services;

/// <summary>
/// Ids of answers: UUIDs of version 7 (RFC 9562, 5.7), milliseconds and 74 random bits, as <see cref="Guid.CreateVersion7(DateTimeOffset)"/> makes them, from random bytes that are fetched by the page:
/// one call of the system for each id was a twentieth of an answer's time. Each thread has its own; any thread may call.
/// </summary>
internal static class EstimateIds
{
    private const int IdBytes = 16;
    private const int PageBytes = 256 * IdBytes;
    private const int TimeBytes = 6;

    [ThreadStatic]
    private static byte[]? page;

    [ThreadStatic]
    private static int used;

    public static Guid Next(DateTimeOffset now)
    {
        if (page is null || used == PageBytes)
            Refill();
        Span<byte> id = page.AsSpan(used, IdBytes);
        used += IdBytes;
        Span<byte> time = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, now.ToUnixTimeMilliseconds());
        time[^TimeBytes..].CopyTo(id);
        id[6] = (byte)(0x70 | (id[6] & 0x0F)); // Version 7.
        id[8] = (byte)(0x80 | (id[8] & 0x3F)); // The variant of RFC 9562.
        return new Guid(id, bigEndian: true);
    }

    private static void Refill()
    {
        page ??= new byte[PageBytes];
        RandomNumberGenerator.Fill(page);
        used = 0;
    }
}
