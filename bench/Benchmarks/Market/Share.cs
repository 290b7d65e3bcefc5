using ImpactService.ImpactModels.Evaluation;

namespace ImpactService.Benchmarks.Market;

/// <summary>A skill or a coverage with its interval, in per cent.</summary>
internal readonly record struct Share(BootstrapInterval Interval)
{
    public override string ToString() => FormattableString.Invariant($"{100 * Interval.Estimate:F1} % [{100 * Interval.Lower:F1}, {100 * Interval.Upper:F1}]");
}
