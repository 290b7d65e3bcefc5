using Spectre.Console;

namespace ImpactService.ImpactCli.Reporting;

/// <summary>One progress bar per stage, in the order in which they start.</summary>
internal sealed class StageBars : IProgress<Stage>
{
    private readonly Lock gate = new();
    private readonly ProgressContext context;
    private readonly Dictionary<string, ProgressTask> tasks = [];

    private StageBars(ProgressContext context) => this.context = context;

    public static Task<T> ShowAsync<T>(Func<IProgress<Stage>, Task<T>> work) => AnsiConsole
        .Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
        .StartAsync(async context =>
        {
            StageBars bars = new(context);
            T result = await work(bars);
            bars.CompleteAll();
            return result;
        });

    public void Report(Stage value)
    {
        lock (gate)
        {
            if (!tasks.TryGetValue(value.Name, out ProgressTask? task))
            {
                CompleteAll();
                tasks.Add(value.Name, task = context.AddTask(Markup.Escape(value.Name)));
            }

            task.MaxValue = Math.Max(value.Total, 1);
            task.Value = value.Done;
        }
    }

    /// <summary>A stage that stopped early (a learner that has learned enough) is done when the next one starts.</summary>
    private void CompleteAll()
    {
        foreach (ProgressTask task in tasks.Values)
            task.Value = task.MaxValue;
    }
}
