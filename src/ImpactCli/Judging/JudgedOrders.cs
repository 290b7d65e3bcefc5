using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Judging;

/// <summary>Some of the test orders under one name, with the model's scores beside those of the law that is best over all of them.</summary>
internal sealed class JudgedOrders
{
    private readonly Judgement judgement;
    private readonly int[] rows;
    private readonly BlockBootstrap bootstrap;

    public JudgedOrders(string name, Judgement judgement, Func<int, bool> isWanted)
    {
        (Name, this.judgement) = (name, judgement);
        rows = [.. Enumerable.Range(0, judgement.Orders.Length).Where(isWanted)];
        int[] days = Array.ConvertAll(rows, i => judgement.Result.Orders[i].Day);
        Days = days.Distinct().Count();
        bootstrap = new BlockBootstrap(days, judgement.Seed);
    }

    public string Name { get; }

    public int Count => rows.Length;

    public int Days { get; }

    /// <summary>Mean over these orders.</summary>
    public BootstrapInterval Mean(double[] scores) => bootstrap.Mean(Pick(scores));

    /// <summary>Of the model over another forecaster.</summary>
    public BootstrapInterval Skill(Func<ScoredForecasts, double[]> scoreOf, ScoredForecasts over) =>
        bootstrap.Skill(Pick(scoreOf(judgement.Result.Model)), Pick(scoreOf(over)));

    /// <param name="interval">Index into <see cref="CentralInterval.Reported"/>.</param>
    public BootstrapInterval Coverage(ScoredForecasts forecasts, int interval) =>
        bootstrap.Mean(Array.ConvertAll(rows, i => forecasts.IsCovered[interval][i] ? 1.0 : 0.0));

    private double[] Pick(double[] scores) => Array.ConvertAll(rows, i => scores[i]);
}
