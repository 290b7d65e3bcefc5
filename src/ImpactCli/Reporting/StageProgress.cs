namespace ImpactService.ImpactCli.Reporting;

/// <summary>How far one stage of a long work has come.</summary>
internal readonly record struct Stage(string Name, int Done, int Total);

/// <summary>Shows the stages of a long work while it runs: a bar for each on a terminal, a line for each elsewhere. Reports may come from any thread.</summary>
internal static class StageProgress
{
    public static Task<T> ShowAsync<T>(TextWriter output, Func<IProgress<Stage>, Task<T>> work) =>
        Reports.IsTerminal(output) ? StageBars.ShowAsync(work) : new StageLines(output, TimeProvider.System).ShowAsync(work);
}
