namespace ImpactService.ImpactModels.Training;

/// <summary>One step of the walk forward: learn on the days before, look at the days from there on. Whole days, so no label span crosses.</summary>
public readonly record struct InnerFold(int LearnBeforeDay, int UntilDay)
{
    public bool Learns(int day) => day < LearnBeforeDay;

    public bool Validates(int day) => day >= LearnBeforeDay && day < UntilDay;

    /// <summary>The later half of the days in equal parts, each validated by what came before it; none for a single day.</summary>
    public static InnerFold[] WalkForward(IEnumerable<int> days, int folds)
    {
        int[] sorted = [.. days.Distinct().Order()];
        int first = (sorted.Length + 1) / 2;
        int count = Math.Min(folds, sorted.Length - first);
        return [.. Enumerable.Range(0, Math.Max(0, count)).Select(k => new InnerFold(Boundary(k), Boundary(k + 1)))];

        int Boundary(int k) => k == count ? sorted[^1] + 1 : sorted[first + k * (sorted.Length - first) / count];
    }
}
