using System.Diagnostics;
using System.Globalization;
using ImpactService.DataAccess.Import;

namespace ImpactService.ImpactCli.Importing;

/// <summary>What all files of an import brought together.</summary>
internal sealed class ImportTotals
{
    private readonly long startTicks = Stopwatch.GetTimestamp();
    private readonly List<FileReport> reports = [];

    public void Add(FileReport report) => reports.Add(report);

    public void WriteTo(TextWriter output)
    {
        if (reports.Count == 0)
            return;
        FileReport[] added = [.. reports.Where(r => !r.IsDuplicate)];
        int duplicates = reports.Count - added.Length;
        double seconds = Stopwatch.GetElapsedTime(startTicks).TotalSeconds;
        long rows = added.Sum(r => r.Rows);
        string known = duplicates > 0 ? $", {duplicates} already in the store" : "";
        output.WriteLine(Text($"{Plural(added.Length, "file")} imported{known}: {Counts(added)} of {Plural(rows, "row")} in {seconds:F1} s ({rows / seconds:N0} rows/s)"));
        WriteReasons(output, "not stored", added.SelectMany(r => r.NotStored));
        WriteReasons(output, "rejected", added.SelectMany(r => r.Rejects));
        WriteSigns(output, added.Aggregate(default(SignShares), (sum, r) => sum + r.Signs));
    }

    /// <summary>"1,234 trades, 5,678 quotes": what there is.</summary>
    public static string Counts(params IReadOnlyList<FileReport> files)
    {
        (string Name, long Count)[] kinds = [
            ("trade", files.Sum(r => r.Trades)), ("quote", files.Sum(r => r.Quotes)), ("depth snapshot", files.Sum(r => r.DepthSnapshots)), ("row", files.Sum(r => r.OtherRows)),
        ];
        string text = string.Join(", ", kinds.Where(k => k.Count > 0).Select(k => Plural(k.Count, k.Name)));
        return text.Length > 0 ? text + " stored" : "nothing stored";
    }

    public static string Plural(long count, string noun) => Text($"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    public static string Reasons(IEnumerable<KeyValuePair<string, long>> counts) => string.Join(", ", counts
        .GroupBy(c => c.Key, c => c.Value)
        .OrderByDescending(g => g.Sum())
        .Select(g => Text($"{g.Key} {g.Sum():N0}")));

    private static void WriteReasons(TextWriter output, string title, IEnumerable<KeyValuePair<string, long>> counts)
    {
        string reasons = Reasons(counts);
        if (reasons.Length > 0)
            output.WriteLine($"  {title}: {reasons}");
    }

    private static void WriteSigns(TextWriter output, SignShares signs)
    {
        double trades = signs.Given + signs.Quote + signs.Tick + signs.Unsigned;
        if (trades > 0)
            output.WriteLine(Text($"  trades signed: {signs.Given / trades:P2} given, {signs.Quote / trades:P2} by the quote, {signs.Tick / trades:P2} by the tick rule, {signs.Unsigned / trades:P2} not"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
