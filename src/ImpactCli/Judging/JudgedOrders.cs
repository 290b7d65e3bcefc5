using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.ImpactCli.Judging;

/// <summary>Some of the test orders under one name: means and skills over them, with intervals by day.</summary>
internal sealed class JudgedOrders
{
    private readonly int[] rows;
    private readonly BlockBootstrap bootstrap;

    /// <param name="dayOfOrder">[orders] any ordinal per day.</param>
    public JudgedOrders(string name, int[] dayOfOrder, ulong seed, Func<int, bool> isWanted)
    {
        Name = name;
        rows = [.. Enumerable.Range(0, dayOfOrder.Length).Where(isWanted)];
        int[] days = Array.ConvertAll(rows, i => dayOfOrder[i]);
        Days = days.Distinct().Count();
        bootstrap = new BlockBootstrap(days, seed);
    }

    public string Name { get; }

    public int Count => rows.Length;

    public int Days { get; }

    /// <summary>Mean over these orders.</summary>
    public BootstrapInterval Mean(double[] scores) => bootstrap.Mean(Pick(scores));

    /// <summary>Of scores over those of another forecaster of the same orders.</summary>
    public BootstrapInterval Skill(double[] scores, double[] over) => bootstrap.Skill(Pick(scores), Pick(over));

    /// <summary>Share that is covered.</summary>
    public BootstrapInterval Share(bool[] isCovered) => bootstrap.Mean(Array.ConvertAll(rows, i => isCovered[i] ? 1.0 : 0.0));

    private double[] Pick(double[] scores) => Array.ConvertAll(rows, i => scores[i]);
}
