using System.Globalization;
using System.Text.RegularExpressions;
using ImpactService.DataAccess.Import.Reading;

namespace ImpactService.DataAccess.Import.Lean;

internal enum LeanTickKind
{
    Trade,
    Quote,
}

/// <summary>
/// What the name of a LEAN tick file says: "ibm/20131007_trade.zip" with its entry "20131007_ibm_Trade_Tick.csv". The rows carry neither the instrument nor the date,
/// only milliseconds since midnight in New York.
/// </summary>
internal sealed partial record LeanTickFile(string Symbol, DateOnly Date, LeanTickKind Kind)
{
    public static bool IsName(string fileName) => FilePattern().IsMatch(fileName) || EntryPattern().IsMatch(fileName);

    /// <exception cref="ImportException">The name does not say what the file holds.</exception>
    public static LeanTickFile Of(SourceContent content)
    {
        Match entry = EntryPattern().Match(content.Name);
        if (entry.Success)
            return Create(content, entry, entry.Groups["symbol"].Value);
        Match file = FilePattern().Match(Path.GetFileName(content.Path));
        if (file.Success && content.Folder.Length > 0)
            return Create(content, file, content.Folder);
        throw new ImportException(
            ImportFailure.FileName,
            $"{content.DisplayName}: a LEAN tick file is called <symbol>/yyyyMMdd_trade.zip or yyyyMMdd_quote.zip (entry yyyyMMdd_<symbol>_Trade_Tick.csv): its rows do not say date and instrument");
    }

    public long MidnightMicros => ExchangeClock.NewYorkMidnightMicros(Date);

    /// <summary>The quotes of the same day and instrument, where they lie beside a trade file; null where they do not.</summary>
    public static SourceContent? QuotesBeside(SourceContent trades)
    {
        string path = Path.Combine(Path.GetDirectoryName(trades.Path) ?? "", QuoteName(Path.GetFileName(trades.Path)));
        if (path == trades.Path || !File.Exists(path))
            return null;
        string displayName = QuoteName(trades.DisplayName);
        return new SourceContent(path, SourceContent.ListZip(path, displayName)?.FirstOrDefault(), displayName);
    }

    private static string QuoteName(string name) => TradeWord().Replace(name, m => char.IsUpper(m.Value[1]) ? "_Quote" : "_quote");

    private static LeanTickFile Create(SourceContent content, Match match, string symbol)
    {
        if (!DateOnly.TryParseExact(match.Groups["date"].Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            throw new ImportException(ImportFailure.FileName, $"{content.DisplayName}: '{match.Groups["date"].Value}' is no date (yyyyMMdd)");
        LeanTickKind kind = match.Groups["kind"].ValueSpan.Equals("trade", StringComparison.OrdinalIgnoreCase) ? LeanTickKind.Trade : LeanTickKind.Quote;
        return new LeanTickFile(symbol.ToUpperInvariant(), date, kind);
    }

    [GeneratedRegex(@"^(?<date>\d{8})_(?<symbol>[^_]+)_(?<kind>trade|quote)_tick\.csv$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EntryPattern();

    [GeneratedRegex("_trade", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TradeWord();

    [GeneratedRegex(@"^(?<date>\d{8})_(?<kind>trade|quote)\.(zip|csv|csv\.gz)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FilePattern();
}
