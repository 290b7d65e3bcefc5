using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Benchmarks.Market;

/// <summary>The model beside the laws, as Markdown: all, part by part over the law that is best overall, and level by level. Brackets are 90 % intervals by resampled days, paired.</summary>
internal sealed class MarketReport(BacktestResult result, LawInputReader reader, ulong seed)
{
    private const int Interval90 = 2;

    private static readonly string[] horizons = ["under a minute", "1-5 min", "5-30 min", "30 min and longer"];

    private static readonly (double Below, string Name)[] sizes =
        [(1e-5, "below 0.001 % of ADV"), (1e-4, "0.001-0.01 %"), (1e-3, "0.01-0.1 %"), (1e-2, "0.1-1 %"), (double.PositiveInfinity, "1 % and more")];

    private readonly BlockBootstrap bootstrap = new(result.Days, seed);

    public void Print()
    {
        Laws();
        MarketBench.Line($"\n| part, over {result.BestLaw.Name} | orders | CRPS bps | CRPS skill | pinball skill | covers 90 % | law covers |\n|---|---:|---:|---:|---:|---:|---:|");
        Parts(i => result.Orders[i].Kind);
        Parts(i => horizons[LearnedTrust.RangeOf(reader.HorizonSeconds(result.Orders[i].Features))]);
        Parts(i => $"{result.Orders[i].Kind}, {horizons[LearnedTrust.RangeOf(reader.HorizonSeconds(result.Orders[i].Features))]}");
        Parts(i => SizeOf(reader.Read(result.Orders[i].Features).AdvFraction));
        Parts(i => result.Orders[i].Symbol);
        Levels();
    }

    private void Laws()
    {
        MarketBench.Line($"\n| forecaster | CRPS bps | pinball bps | model's CRPS skill | pinball skill | covers 90 % |\n|---|---:|---:|---:|---:|---:|");
        Row(result.Model);
        foreach (ScoredForecasts law in result.Laws)
            Row(law);

        void Row(ScoredForecasts f)
        {
            bool isModel = f == result.Model;
            MarketBench.Line($"| {f.Name} | {f.Crps.Average():F4} | {f.Pinball.Average():F4} | {(isModel ? "" : Skill(result.Model.Crps, f.Crps))} | {(isModel ? "" : Skill(result.Model.Pinball, f.Pinball))} | {Covers(f)} |");
        }
    }

    private void Parts(Func<int, string> partOf)
    {
        ScoredForecasts best = result.BestLaw;
        foreach (var part in Enumerable.Range(0, result.Orders.Length).GroupBy(partOf).OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            double[] inPart = new double[result.Orders.Length];
            foreach (int i in part)
                inPart[i] = 1;
            MarketBench.Line($"| {part.Key} | {part.Count():N0} | {part.Average(i => result.Model.Crps[i]):F3} | {Skill(result.Model.Crps, best.Crps, inPart)} | {Skill(result.Model.Pinball, best.Pinball, inPart)} | {Covers(result.Model, inPart)} | {Covers(best, inPart)} |");
        }
    }

    private void Levels()
    {
        MarketBench.Line($"\n| level | pinball skill |\n|---:|---:|");
        for (int level = 0; level < QuantileLevels.Count; level++)
            MarketBench.Line($"| {QuantileLevels.All[level]} | {Skill(Of(result.Model, level), Of(result.BestLaw, level))} |");

        double[] Of(ScoredForecasts scores, int level) => [.. Enumerable.Range(0, result.Orders.Length).Select(i => scores.PinballByLevel[i * QuantileLevels.Count + level])];
    }

    private Share Skill(double[] model, double[] law, double[]? weights = null) => new(bootstrap.Skill(model, law, weights));

    private Share Covers(ScoredForecasts scores, double[]? weights = null) => new(bootstrap.Mean([.. scores.IsCovered[Interval90].Select(covered => covered ? 1.0 : 0)], weights));

    private static string SizeOf(double advFraction) => sizes.First(size => advFraction < size.Below).Name;
}
