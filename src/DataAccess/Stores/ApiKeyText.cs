using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ImpactService.DataAccess.Stores;

/// <summary>
/// The text of a key: <c>impact_</c>, 12 hexadecimal digits that name it, <c>_</c>, and 256 random bits as 64 hexadecimal digits. The prefix lets scanners of repositories and logs recognise it.
/// Its SHA-256 needs neither salt nor stretching: nobody can guess 256 bits.
/// </summary>
public static class ApiKeyText
{
    public const string Prefix = "impact_";

    private const int IdDigits = 12;
    private const int SecretBytes = 32;
    private const int IdEnd = 7 + IdDigits;
    private const int Length = IdEnd + 1 + 2 * SecretBytes;

    private static readonly SearchValues<char> hexDigits = SearchValues.Create("0123456789abcdef");

    public static string Create() => $"{Prefix}{RandomNumberGenerator.GetHexString(IdDigits, lowercase: true)}_{RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true)}";

    /// <summary>Whether a text has the form of a key at all.</summary>
    public static bool IsKey(ReadOnlySpan<char> text) =>
        text.Length == Length && text.StartsWith(Prefix) && text[IdEnd] == '_' && !text[Prefix.Length..IdEnd].ContainsAnyExcept(hexDigits) && !text[(IdEnd + 1)..].ContainsAnyExcept(hexDigits);

    /// <summary>The public part of a text that <see cref="IsKey"/>.</summary>
    public static ReadOnlySpan<char> IdOf(ReadOnlySpan<char> text) => text[Prefix.Length..IdEnd];

    /// <summary>SHA-256 of a text that <see cref="IsKey"/>.</summary>
    public static byte[] HashOf(ReadOnlySpan<char> text)
    {
        byte[] hash = new byte[SHA256.HashSizeInBytes];
        Hash(text, hash);
        return hash;
    }

    /// <summary>Whether a text that <see cref="IsKey"/> is the key of that hash, in a time that does not depend on where they differ.</summary>
    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<byte> hash)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(text, given);
        return CryptographicOperations.FixedTimeEquals(given, hash);
    }

    private static void Hash(ReadOnlySpan<char> text, Span<byte> hash)
    {
        Span<byte> ascii = stackalloc byte[Length];
        Encoding.ASCII.GetBytes(text, ascii);
        SHA256.HashData(ascii, hash);
    }
}
