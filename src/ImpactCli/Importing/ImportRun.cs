using ImpactService.DataAccess.Import;

namespace ImpactService.ImpactCli.Importing;

/// <summary>Runs an import and shows it: a progress bar on a terminal, plain lines elsewhere, and the totals at the end even when a file was refused.</summary>
internal static class ImportRun
{
    /// <exception cref="CommandException">A file was refused or missing; what came before it is in the store and in the totals.</exception>
    public static async Task RunAsync(FileImporter importer, IReadOnlyList<string> paths, TextWriter output, CancellationToken cancellationToken)
    {
        ImportTotals totals = new();
        CommandException? failure = null;
        bool isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        try
        {
            IImportView view = isTerminal ? new ImportProgressBar() : new ImportProgressLines(output, TimeProvider.System);
            await view.ShowAsync(progress => ConsumeAsync(importer.ImportAsync(paths, progress, cancellationToken), view, totals));
        }
        catch (ImportException refusal)
        {
            failure = new CommandException(refusal.Message);
        }

        totals.WriteTo(output);
        if (failure is not null)
            throw failure;
    }

    private static async Task ConsumeAsync(IAsyncEnumerable<FileReport> reports, IImportView view, ImportTotals totals)
    {
        await foreach (FileReport report in reports)
        {
            totals.Add(report);
            view.Done(report);
        }
    }
}

/// <summary>How a running import is shown.</summary>
internal interface IImportView
{
    Task ShowAsync(Func<IProgress<ImportProgress>, Task> import);

    void Done(FileReport report);
}
