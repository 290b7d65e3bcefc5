using System.Security.Cryptography;

namespace ImpactService.DataAccess.Import.Reading;

/// <summary>
/// SHA-256 and length of a content's plain bytes, so that a file is the same file however it is compressed or called. The pass also finds damaged archives
/// before anything is written; it costs a twentieth of the import.
/// </summary>
internal sealed record ContentDigest(string Sha256, long Bytes)
{
    private const int ChunkBytes = 1 << 17;

    /// <exception cref="ImportException">The file is missing, empty, truncated or damaged.</exception>
    public static ContentDigest Of(SourceContent content, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[ChunkBytes];
        long total = 0;
        try
        {
            using Stream stream = content.Open();
            for (int read; (read = stream.Read(chunk)) > 0; total += read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(chunk, 0, read);
            }
        }
        catch (InvalidDataException damage)
        {
            throw content.Damaged(damage);
        }

        if (total == 0)
            throw new ImportException(ImportFailure.Empty, $"{content.DisplayName}: the file is empty");
        return new ContentDigest(Convert.ToHexStringLower(hash.GetHashAndReset()), total);
    }

    /// <summary>Digest of two contents that are imported as one; the length stays that of the first, which sets the pace.</summary>
    public static ContentDigest Combine(ContentDigest first, ContentDigest second) => first with
    {
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(first.Sha256 + second.Sha256))),
    };
}
