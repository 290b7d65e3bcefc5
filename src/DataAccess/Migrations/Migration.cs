using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ImpactService.DataAccess.Migrations;

/// <summary>One numbered file of migrations/. Its checksum does not depend on how a checkout ends lines.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    private const string ResourcePrefix = "migrations/";
    private const int DigitCount = 4;

    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>All migrations of this program, by version: 1, 2, 3, ... without gaps.</summary>
    public static IReadOnlyList<Migration> All { get; } = ReadAll(typeof(Migration).Assembly);

    /// <exception cref="FormatException">The name does not begin with a four-digit number and an underscore.</exception>
    public static Migration Parse(string name, string sql)
    {
        if (name.Length > DigitCount && name[DigitCount] == '_' && int.TryParse(name[..DigitCount], NumberStyles.None, CultureInfo.InvariantCulture, out int version))
            return new Migration(version, name, sql);
        throw new FormatException($"migration '{name}' must be named NNNN_what_it_does.sql");
    }

    private static Migration[] ReadAll(Assembly assembly)
    {
        Migration[] all = [.. assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(n => Parse(n[ResourcePrefix.Length..], ReadText(assembly, n)))
            .OrderBy(m => m.Version)];
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].Version != i + 1)
                throw new FormatException($"migration '{all[i].Name}' should have number {i + 1}: numbers have no gaps and no duplicates");
        }

        return all;
    }

    private static string ReadText(Assembly assembly, string resource)
    {
        using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
