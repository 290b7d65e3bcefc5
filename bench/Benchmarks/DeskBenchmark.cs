using BenchmarkDotNet.Attributes;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Benchmarks;

/// <summary>What the desk computes beyond estimates: the law of a schedule, schedules and frontier of a day's order in five-minute slices, and the total of a basket of 2,000 names.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class DeskBenchmark
{
    private const int Names = 2_000;
    private const int Dates = 60;
    private const double SessionSeconds = 23_400;

    private readonly ScheduleLaws laws = new(new SmoothImpact(60, 30, 0.6), new SmoothImpact(60, 35, 1), new ResilientImpact(60, 120, 40));
    private readonly ImpactObservation[] observations =
    [
        .. from q in new[] { 0.03, 0.06, 0.12, 0.25 }
           from t in new[] { 0.1, 0.2, 0.46 }
           select new ImpactObservation(q, 0.9 * t, t, 0.05, 3 + 120 * Math.Sqrt(q), 110 * Math.Sqrt(q)),
    ];

    private ScheduleProblem problem = null!;
    private ScheduleFigures figures = null!;
    private List<IReadOnlyDictionary<DateOnly, double>> returns = [];
    private BasketPosition[] positions = [];

    [GlobalSetup]
    public void Setup()
    {
        CostDistribution cost = CostDistribution.FromCurve([.. NormalDistribution.AtLevels().Select(z => 20 + 80 * z)], TailShape.Default);
        problem = new ScheduleProblem
        {
            Quantity = 500_000,
            AdvUnits = 2e6,
            Slots = SlotGrid.Of(SessionSeconds, 300, [new ClosedWindow(6_600, 7_800)], (from, to) => 2e6 * (to - from) / SessionSeconds),
            HorizonSeconds = SessionSeconds,
            SessionSeconds = SessionSeconds,
            SecondsToClose = SessionSeconds,
            DailyVolatility = 0.02,
            LotUnits = 100,
            ParticipationMax = 0.4,
        };
        figures = new ScheduleFigures(problem, laws.Smooth, cost, seconds => 2e6 * seconds / SessionSeconds, 2.5);
        SeededRandom random = new(1);
        returns = MakeReturns(random);
        positions = [.. Enumerable.Range(0, Names).Select(i => new BasketPosition(i, i % 2 == 0 ? Side.Buy : Side.Sell, 1e6 * (1 + random.NextDouble()), cost))];
    }

    [Benchmark]
    public FittedImpact<SmoothImpact> FitLaw() => AdmissibleFit.Smooth(observations, 2);

    [Benchmark]
    public SchedulePlan Optimum() => SchedulePlanner.Plan(problem, laws, ScheduleStyle.Optimal, 1e-4);

    [Benchmark]
    public SchedulePlan BookThatRefills() => SchedulePlanner.Plan(problem, laws, ScheduleStyle.ObizhaevaWang, 0);

    [Benchmark]
    public int FrontierOfTwelve() => ScheduleFrontier.Of(problem, laws, figures, 12).Length;

    [Benchmark]
    public double BasketOfTwoThousandNames() =>
        BasketRisk.Add(positions, ReturnFactors.Fit(ReturnTable.Of(returns)), 1, () => false, _ => { })!.Total.StandardDeviationBps;

    private static List<IReadOnlyDictionary<DateOnly, double>> MakeReturns(SeededRandom random)
    {
        double[] market = [.. Enumerable.Range(0, Dates).Select(_ => random.NextNormal())];
        return
        [
            .. Enumerable.Range(0, Names).Select(_ => (IReadOnlyDictionary<DateOnly, double>)Enumerable.Range(0, Dates)
                .ToDictionary(t => new DateOnly(2025, 1, 1).AddDays(t), t => 0.01 * (0.6 * market[t] + 0.8 * random.NextNormal()))),
        ];
    }
}
