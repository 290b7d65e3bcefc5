using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.Training;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.Training;

/// <summary>
/// Orders whose outcomes follow a known law: J = law + s·(z + effect·tanh(flow)), I likewise, with normal z and s² = hs²/2 + σ²T/3. Every order has a symbol of its own, so each is a path of its own.
/// </summary>
/// <param name="FlowEffect">What the law does not know, in noise scales; zero leaves nothing to learn.</param>
internal sealed record SyntheticWorld(ulong Seed, double FlowEffect)
{
    private const double MissingShiftShare = 0.1;

    private static readonly double[] strategies = [0.1, 0.5, 1];

    private static readonly double[] spreadsBps = [1, 3, 8];

    public static DateOnly FirstDay { get; } = new(2024, 3, 4);

    /// <summary>Ratio of the largest order to the smallest.</summary>
    public double SizeRange { get; init; } = 1e3;

    /// <summary>What size costs, in units of the common law.</summary>
    public double Amplitude { get; init; } = 1;

    public static PowerLaw Law { get; } = new() { Slippage = new PowerTerm(0.8, 0.5), PriceShift = new PowerTerm(0.5, 0.5) };

    public static double NoiseBps(SyntheticOrder order)
    {
        double timing = LawConventions.NoiseBps(order.DailyVolatility, order.HorizonSeconds / SyntheticOrder.SessionSeconds / 3);
        return Math.Sqrt(order.HalfSpreadBps * order.HalfSpreadBps / 2 + timing * timing);
    }

    /// <summary>Every day has its own stream: a day's orders do not depend on what other days are asked for.</summary>
    public IEnumerable<TrainingOrder> Days(int from, int count, int ordersPerDay) => Enumerable.Range(from, count).SelectMany(day => Day(day, ordersPerDay));

    /// <summary>The fold plan and its orders.</summary>
    public FoldedOrders Folds(int trainDays, int calibrateDays, int ordersPerDay)
    {
        FoldPlan plan = new(EndOf(trainDays), EndOf(trainDays + calibrateDays), EndOf(trainDays + calibrateDays + 1));
        return plan.Split(Days(0, trainDays + calibrateDays, ordersPerDay));
    }

    /// <summary>Orders of a later day, between two sizes.</summary>
    public IEnumerable<TrainingOrder> Sized(int day, int count, double smallest, double largest)
    {
        SeededRandom random = new SeededRandom(Seed).Fork((ulong)day);
        for (int i = 0; i < count; i++)
            yield return Labelled(Drawn(random, smallest, largest / smallest), $"{day}-{i}", day, random);
    }

    public PowerLaw Truth => Law with { Slippage = Law.Slippage with { Y = Amplitude * Law.Slippage.Y }, PriceShift = Law.PriceShift with { Y = Amplitude * Law.PriceShift.Y } };

    public static double[] Noise(SeededRandom random) =>
        [.. Enumerable.Range(0, SyntheticOrder.Schema.Count).Select(_ => random.NextDouble() < 0.02 ? double.NaN : random.NextNormal()).Select((x, i) => IsSize(i) && double.IsNaN(x) ? 0 : x)];

    private static bool IsSize(int feature) => Array.IndexOf(SyntheticOrder.Schema.SizeFeatures, feature) >= 0;

    private static Timestamp EndOf(int days) => FoldPlan.EndOf(FirstDay.AddDays(days - 1));

    private TrainingOrder[] Day(int day, int count)
    {
        SeededRandom random = new SeededRandom(Seed).Fork((ulong)day);
        return [.. Enumerable.Range(0, count).Select(i => Order(day, i, random))];
    }

    private TrainingOrder Order(int day, int index, SeededRandom random) => Labelled(Drawn(random, 1e-5, SizeRange), $"{day}-{index}", day, random);

    private static SyntheticOrder Drawn(SeededRandom random, double smallest, double range) => new()
    {
        AdvFraction = smallest * Math.Pow(range, random.NextDouble()),
        HorizonSeconds = 120 * Math.Pow(60, random.NextDouble()),
        TakerFraction = strategies[random.NextInt32(strategies.Length)],
        HalfSpreadBps = spreadsBps[random.NextInt32(spreadsBps.Length)] * (0.8 + 0.4 * random.NextDouble()),
        DailyVolatility = 0.01 + 0.02 * random.NextDouble(),
        SignedFlow = random.NextNormal(),
    };

    private TrainingOrder Labelled(SyntheticOrder order, string id, int day, SeededRandom random)
    {
        LawInput input = new(order.AdvFraction, order.Participation, order.HorizonSeconds / SyntheticOrder.SessionSeconds, order.DailyVolatility, order.HalfSpreadBps, order.TakerFraction);
        double noise = NoiseBps(order);
        double effect = FlowEffect * Math.Tanh(order.SignedFlow);
        double z = random.NextNormal();
        double shift = Truth.PriceShiftBps(input) + 1.5 * noise * (0.6 * z + 0.8 * random.NextNormal() + effect);
        Timestamp start = Timestamp.FromUtc(FirstDay.AddDays(day).ToDateTime(new TimeOnly(14, 30))).AddSeconds(random.NextDouble() * 10_000);
        double lag = RelaxationLag.Default.SecondsAfter(order.HorizonSeconds);
        double slippage = Truth.SlippageBps(input) + noise * (z + effect);
        return new TrainingOrder
        {
            Id = id,
            Kind = TrainingOrderKind.Probe,
            Symbol = id,
            SessionDate = FirstDay.AddDays(day),
            Side = random.NextDouble() < 0.5 ? Side.Buy : Side.Sell,
            T0 = start,
            TEnd = start.AddSeconds(order.HorizonSeconds),
            LabelEnd = start.AddSeconds(order.HorizonSeconds + lag),
            Quantity = order.AdvFraction * 1e6,
            HorizonSeconds = order.HorizonSeconds,
            ExecutionSeconds = order.HorizonSeconds,
            TakerFraction = order.TakerFraction,
            RealisedTakerFraction = order.TakerFraction,
            ArrivalPrice = 100,
            ArrivalHalfSpreadBps = order.HalfSpreadBps,
            AveragePrice = 100 * (1 + slippage * 1e-4),
            LagSeconds = lag,
            SlippageBps = slippage,
            PriceShiftBps = random.NextDouble() < MissingShiftShare ? double.NaN : shift,
            PriceShiftLag0Bps = shift,
            SpreadCostBps = input.SpreadCostBps,
            Features = order.ToFeatures(Noise(random)),
        };
    }
}
