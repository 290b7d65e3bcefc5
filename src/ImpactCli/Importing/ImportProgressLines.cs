using System.Globalization;
using ImpactService.DataAccess.Import;

namespace ImpactService.ImpactCli.Importing;

/// <summary>Plain lines for logs and pipes: one per file, and a sign of life every ten seconds of a long one.</summary>
internal sealed class ImportProgressLines(TextWriter output, TimeProvider clock) : IImportView, IProgress<ImportProgress>
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(10);

    private long lastTicks = clock.GetTimestamp();

    public Task ShowAsync(Func<IProgress<ImportProgress>, Task> import) => import(this);

    public void Report(ImportProgress value)
    {
        if (clock.GetElapsedTime(lastTicks) < pause || value.BytesTotal == 0)
            return;
        lastTicks = clock.GetTimestamp();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"[{value.FileNumber}/{value.FileCount}] {value.FileName}: {(double)value.BytesRead / value.BytesTotal:P0}, {value.Rows:N0} rows"));
    }

    public void Done(FileReport report)
    {
        lastTicks = clock.GetTimestamp();
        output.WriteLine(ImportLine.Of(report));
        foreach (string note in report.Notes)
            output.WriteLine($"  note: {note}");
    }
}
