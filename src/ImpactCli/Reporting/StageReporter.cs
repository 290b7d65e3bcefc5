namespace ImpactService.ImpactCli.Reporting;

/// <summary>Passes another progress on as stages, on the reporting thread and in order.</summary>
internal sealed class StageReporter<T>(IProgress<Stage> stages, Func<T, Stage> convert) : IProgress<T>
{
    public void Report(T value) => stages.Report(convert(value));
}
