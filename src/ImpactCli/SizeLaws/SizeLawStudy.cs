using System.Collections.Immutable;
using ImpactService.DataAccess.TrainingData;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactCli.SizeLaws;

/// <summary>The metaorders of one instrument, or of all, reconstructed with one number of traders: fits and their intervals by resampled days.</summary>
internal sealed class SizeLawStudy
{
    /// <summary>Every resample is a search over 291 exponents; two hundred give a 90 % interval to a tenth of its width.</summary>
    private const int Resamples = 200;

    private readonly ImmutableArray<ImmutableArray<SizeLawSession>> days;
    private readonly ulong seed;

    public SizeLawStudy(string name, int traders, IEnumerable<MeasuredSession<SizeLawSession>> sessions, ulong seed)
    {
        (Name, Traders, this.seed) = (name, traders, seed);
        days = [.. sessions.GroupBy(session => session.Date).OrderBy(day => day.Key).Select(day => day.Select(session => session.Value).ToImmutableArray())];
    }

    public string Name { get; }

    public int Traders { get; }

    public int Days => days.Length;

    public RelaxationProfile Relaxation => RelaxationProfile.Sum(days.SelectMany(day => day).Select(session => session.Relaxation));

    public double ControlShare => SizeLawSession.ControlShare([.. days.SelectMany(day => day)]);

    public SizeLawFit? Fit(SizeLawScale scale) => SizeLawSession.Fit(days.SelectMany(day => day), scale);

    /// <summary>Of a figure of the fit.</summary>
    public BootstrapInterval Interval(SizeLawScale scale, Func<SizeLawFit, double> figure) =>
        BlockBootstrap.Of(Days, seed, Resamples, drawn => SizeLawSession.Fit(drawn.SelectMany(day => days[day]), scale) is { } fit ? figure(fit) : double.NaN);

    /// <summary>I(z)/I(1).</summary>
    public BootstrapInterval RelaxationRatio(int z) =>
        BlockBootstrap.Of(Days, seed, Resamples, drawn => RelaxationProfile.Sum(drawn.SelectMany(day => days[day]).Select(session => session.Relaxation)).Ratio(z));
}
