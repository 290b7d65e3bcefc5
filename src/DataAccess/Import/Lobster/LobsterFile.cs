using System.Globalization;
using System.Text.RegularExpressions;
using ImpactService.DataAccess.Import.Reading;

namespace ImpactService.DataAccess.Import.Lobster;

/// <summary>What the name of a LOBSTER message file says: "AAPL_2012-06-21_34200000_57600000_message_10.csv".</summary>
internal sealed partial record LobsterFile(string Symbol, DateOnly Date, int Levels)
{
    private const string MessagePart = "_message_";
    private const string BookPart = "_orderbook_";

    public static bool IsName(string fileName) => Pattern().IsMatch(fileName);

    /// <exception cref="ImportException">The name does not say what the file holds.</exception>
    public static LobsterFile Of(SourceContent content)
    {
        Match match = Pattern().Match(content.Name);
        if (!match.Success
            || !DateOnly.TryParseExact(match.Groups["date"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            || !int.TryParse(match.Groups["levels"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int levels)
            || levels is < 1 or > LobsterBook.LevelsMax)
            throw new ImportException(ImportFailure.FileName, $"{content.DisplayName}: a LOBSTER message file is called TICKER_yyyy-MM-dd_<start>_<end>_message_<levels>.csv, with its orderbook file beside it");
        return new LobsterFile(match.Groups["symbol"].Value, date, levels);
    }

    /// <summary>The orderbook file that belongs to a message file: in the same archive or beside it, plain or compressed.</summary>
    /// <exception cref="ImportException">There is none.</exception>
    public static SourceContent BookOf(SourceContent message)
    {
        if (message.Entry is not null && SourceContent.ListZip(message.Path, message.DisplayName) is { } entries && entries.Contains(Twin(message.Entry)))
            return message with { Entry = Twin(message.Entry), DisplayName = Twin(message.DisplayName) };
        string twin = Twin(message.Path);
        string bare = twin.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? twin[..^3] : twin;
        string? existing = twin == message.Path ? null : new[] { twin, bare, bare + ".gz" }.FirstOrDefault(File.Exists);
        return existing is not null
            ? new SourceContent(existing, SourceContent.ListZip(existing, Path.GetFileName(existing))?.FirstOrDefault(), Twin(message.DisplayName))
            : throw new ImportException(ImportFailure.TwinMissing, $"{message.DisplayName}: its order book '{Twin(message.Name)}' is not beside it; LOBSTER rows are read in pairs");
    }

    private static string Twin(string name) => name.Replace(MessagePart, BookPart, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?<symbol>[^_]+)_(?<date>\d{4}-\d{2}-\d{2})_\d+_\d+_message_(?<levels>\d+)\.csv(\.gz)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
