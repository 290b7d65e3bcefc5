namespace ImpactService.ImpactModels.Estimation;

/// <summary>Shares of orders found at the edge or outside, per axis and by the worst axis.</summary>
public readonly record struct SupportRates(
    int OrderCount, double Edge, double Outside, double SizeOutside, double HorizonOutside, double TakerFractionOutside)
{
    public static SupportRates Of(IEnumerable<SupportAssessment> assessments)
    {
        SupportAssessment[] all = [.. assessments];
        return new SupportRates(
            all.Length,
            Share(all, a => a.Overall == SupportLevel.Edge),
            Share(all, a => a.Overall == SupportLevel.Outside),
            Share(all, a => a.Size == SupportLevel.Outside),
            Share(all, a => a.Horizon == SupportLevel.Outside),
            Share(all, a => a.TakerFraction == SupportLevel.Outside));
    }

    private static double Share(SupportAssessment[] all, Func<SupportAssessment, bool> test) =>
        all.Length == 0 ? 0 : all.Count(test) / (double)all.Length;
}
