using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Benchmarks.Market;

/// <summary>Expected CRPS by kind and horizon: skill over the law that is best for that kind, of the model and of the two limits; then true and forecast mean cost. 90 % intervals by resampled days, paired.</summary>
internal sealed class LimitReport(ExpectedScores[] scores, string[] lawNames)
{
    private static readonly (double Below, string Name)[] sizes =
        [(1e-3, "below 0.1 % of ADV"), (3e-3, "0.1-0.3 %"), (1e-2, "0.3-1 %"), (3e-2, "1-3 %"), (double.PositiveInfinity, "3 % and more")];

    private readonly BlockBootstrap bootstrap = new([.. scores.Select(score => score.Order.Day)], TrainedMarket.Seed);

    public void Print()
    {
        MarketBench.Line($"\n{scores.Length:N0} questions, both sides, {scores[0].Order.CostsBps[0].Length} futures each, on {scores.Select(s => s.Order.Day).Distinct().Count()} test days");
        MarketBench.Line($"\n| questions | count | best law | its expected CRPS bps | model's skill | without the side, everything known | everything known | model covers 90 % |\n|---|---:|---|---:|---:|---:|---:|---:|");
        foreach (TrainingOrderKind kind in new[] { TrainingOrderKind.Probe, TrainingOrderKind.Own })
        {
            int law = BestLaw(kind);
            Row($"{NameOf(kind)}, all", law, s => s.Order.Kind == kind);
            foreach (double horizon in scores.Select(s => s.Order.Profile.HorizonSeconds).Distinct().Order())
                Row($"{NameOf(kind)}, {horizon / 60:F0} min", law, s => s.Order.Kind == kind && s.Order.Profile.HorizonSeconds == horizon);
            foreach (double taker in scores.Select(s => s.Order.Profile.TakerFraction).Distinct().Order())
                Row(FormattableString.Invariant($"{NameOf(kind)}, taker fraction {taker}"), law, s => s.Order.Kind == kind && s.Order.Profile.TakerFraction == taker);
        }

        Means(TrainingOrderKind.Probe);
        Means(TrainingOrderKind.Own);
    }

    private void Row(string name, int law, Func<ExpectedScores, bool> isIn)
    {
        double[] weights = [.. scores.Select(s => isIn(s) ? 1.0 : 0)];
        double[] baseline = [.. scores.Select(s => s.LawsBps[law])];
        MarketBench.Line($"| {name} | {weights.Sum():N0} | {lawNames[law]} | {bootstrap.Mean(baseline, weights).Estimate:F3} | {Skill(s => s.ModelBps)} | {Skill(s => s.SidelessBps)} | {Skill(s => s.OmniscientBps)} | {new Share(bootstrap.Mean([.. scores.Select(s => s.Covered90)], weights))} |");

        Share Skill(Func<ExpectedScores, double> of) => new(bootstrap.Skill([.. scores.Select(of)], baseline, weights));
    }

    private void Means(TrainingOrderKind kind)
    {
        int law = BestLaw(kind);
        MarketBench.Line($"\n| {NameOf(kind)} | count | true mean cost bps | model | {lawNames[law]} |\n|---|---:|---:|---:|---:|");
        ExpectedScores[] ofKind = [.. scores.Where(s => s.Order.Kind == kind)];
        Groups(s => $"{s.Order.Profile.HorizonSeconds / 60:F0} min");
        Groups(s => FormattableString.Invariant($"taker fraction {s.Order.Profile.TakerFraction}"));
        Groups(s => FormattableString.Invariant($"{s.Order.Profile.HorizonSeconds / 60:F0} min, taker fraction {s.Order.Profile.TakerFraction}"));
        if (kind == TrainingOrderKind.Own)
            Groups(s => sizes.First(size => s.AdvFraction < size.Below).Name);

        void Groups(Func<ExpectedScores, string> nameOf)
        {
            foreach (var group in ofKind.GroupBy(nameOf).OrderBy(group => group.Average(s => s.Order.Profile.HorizonSeconds)))
                MarketBench.Line($"| {group.Key} | {group.Count()} | {group.Average(s => s.TrueMeanBps):F2} | {group.Average(s => s.ModelMeanBps):F2} | {group.Average(s => s.LawMeansBps[law]):F2} |");
        }
    }

    private int BestLaw(TrainingOrderKind kind) => Enumerable.Range(0, lawNames.Length).MinBy(law => scores.Where(s => s.Order.Kind == kind).Sum(s => s.LawsBps[law]));

    private static string NameOf(TrainingOrderKind kind) => kind == TrainingOrderKind.Probe ? "probes" : "parent orders";
}
