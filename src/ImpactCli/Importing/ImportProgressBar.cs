using System.Globalization;
using ImpactService.DataAccess.Import;
using Spectre.Console;

namespace ImpactService.ImpactCli.Importing;

/// <summary>A progress bar of the current file with rows per second; finished files scroll away above it.</summary>
internal sealed class ImportProgressBar : IImportView, IProgress<ImportProgress>
{
    private readonly IAnsiConsole console = AnsiConsole.Console;
    private ProgressTask? task;
    private long startTicks;
    private int fileNumber;

    public Task ShowAsync(Func<IProgress<ImportProgress>, Task> import) => console
        .Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
        .StartAsync(context =>
        {
            task = context.AddTask("import");
            return import(this);
        });

    public void Report(ImportProgress value)
    {
        if (value.FileNumber != fileNumber)
            (fileNumber, startTicks) = (value.FileNumber, TimeProvider.System.GetTimestamp());
        double seconds = Math.Max(TimeProvider.System.GetElapsedTime(startTicks).TotalSeconds, 1e-3);
        string rate = value.Rows > 0 ? string.Create(CultureInfo.InvariantCulture, $" {value.Rows / seconds:N0} rows/s") : " checking";
        task!.Description = Markup.Escape($"[{value.FileNumber}/{value.FileCount}] {value.FileName}{rate}");
        task.MaxValue = Math.Max(value.BytesTotal, 1);
        task.Value = value.BytesRead;
    }

    public void Done(FileReport report)
    {
        console.WriteLine(ImportLine.Of(report));
        foreach (string note in report.Notes)
            console.WriteLine($"  note: {note}");
    }
}
