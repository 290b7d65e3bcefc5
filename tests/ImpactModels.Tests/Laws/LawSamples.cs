using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Laws;

/// <summary>Orders, observations from a known law, and laws with unusual parameters.</summary>
internal static class LawSamples
{
    public static LawInput Order(SeededRandom random)
    {
        double advFraction = Math.Pow(10, -5 + 4.5 * random.NextDouble());
        double horizonDays = random.NextDouble() < 0.05 ? 0 : Math.Pow(10, -3 + 3 * random.NextDouble());
        double expected = advFraction + Math.Max(horizonDays, 1e-4);
        return new LawInput(
            advFraction,
            advFraction / expected,
            horizonDays,
            0.005 + 0.03 * random.NextDouble(),
            0.2 + 5 * random.NextDouble(),
            random.NextDouble() < 0.6 ? 1 : random.NextDouble(),
            20 + 400 * random.NextDouble());
    }

    /// <summary>Outcomes of a law plus heavy-tailed noise √(hs² + σ²T/3)·noise; the price shift is missing one time in ten.</summary>
    public static LawObservation[] Observe(IImpactLaw law, int count, int blocks, double noise, ulong seed)
    {
        SeededRandom random = new(seed);
        LawObservation[] rows = new LawObservation[count];
        for (int i = 0; i < count; i++)
        {
            LawInput order = Order(random);
            double scale = noise * Math.Sqrt(order.HalfSpreadBps * order.HalfSpreadBps + Math.Pow(order.DailyVolatility * 1e4, 2) * order.HorizonDays / 3);
            double slippage = law.SlippageBps(order) + scale * HeavyNoise(random);
            double shift = law.PriceShiftBps(order) + 1.7 * scale * HeavyNoise(random);
            rows[i] = new LawObservation(order, slippage, random.NextDouble() < 0.1 ? double.NaN : shift, 1, random.NextInt32(blocks));
        }

        return rows;
    }

    public static IImpactLaw Odd(LawKind kind) => kind switch
    {
        LawKind.Constant => new ConstantLaw { MeanSlippageBps = 3.25, MeanPriceShiftBps = -0.5 },
        LawKind.SquareRoot => new SquareRootLaw { Y = 0.6, LastingY = 0.35, SlippageSpread = new(1.1, -0.4), PriceShiftSpread = new(0.3, -0.2) },
        LawKind.Almgren => new AlmgrenLaw { Gamma = 0.2, Eta = 0.09, SlippageSpread = new(0.9, -0.7), PriceShiftSpread = new(0.2, 0.1) },
        LawKind.IStar => new IStarLaw { A1 = 400, A2 = 0.45, A3 = 0.6, A4 = 0.35, B1 = 0.9, SlippageSpread = new(1, -0.5), PriceShiftSpread = new(0.5, 0) },
        LawKind.Propagator => new PropagatorLaw { Y = 0.7, RateExponent = 0.55, DecayExponent = 0.3, SlippageSpread = new(1.2, -1), PriceShiftSpread = new(0, 0.4) },
        LawKind.Power => new PowerLaw { Slippage = new(0.8, 0.6), PriceShift = new(0.5, 0.4), SlippageSpread = new(1.05, -0.6), PriceShiftSpread = new(0.2, 0.3) },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The true value of a parameter by the name under which a fit reports it.</summary>
    public static double Parameter(IImpactLaw law, string name) => (law, name) switch
    {
        (SquareRootLaw l, "Y") => l.Y,
        (SquareRootLaw l, "lastingY") => l.LastingY,
        (AlmgrenLaw l, "gamma") => l.Gamma,
        (AlmgrenLaw l, "eta") => l.Eta,
        (IStarLaw l, "a1") => l.A1,
        (IStarLaw l, "a2") => l.A2,
        (IStarLaw l, "a3") => l.A3,
        (IStarLaw l, "a4") => l.A4,
        (IStarLaw l, "b1") => l.B1,
        (PropagatorLaw l, "Y") => l.Y,
        (PropagatorLaw l, "delta") => l.RateExponent,
        (PropagatorLaw l, "beta") => l.DecayExponent,
        (PowerLaw l, "slippageY") => l.Slippage.Y,
        (PowerLaw l, "slippageGamma") => l.Slippage.Exponent,
        (PowerLaw l, "priceShiftY") => l.PriceShift.Y,
        (PowerLaw l, "priceShiftGamma") => l.PriceShift.Exponent,
        (_, "slippageTakerSpread") => SlippageSpread(law).TakerRatio,
        (_, "slippageMakerSpread") => SlippageSpread(law).MakerRatio,
        (_, "priceShiftTakerSpread") => PriceShiftSpread(law).TakerRatio,
        (_, "priceShiftMakerSpread") => PriceShiftSpread(law).MakerRatio,
        _ => throw new ArgumentException(name),
    };

    private static SpreadTerm SlippageSpread(IImpactLaw law) => (SpreadTerm)law.GetType().GetProperty("SlippageSpread")!.GetValue(law)!;

    private static SpreadTerm PriceShiftSpread(IImpactLaw law) => (SpreadTerm)law.GetType().GetProperty("PriceShiftSpread")!.GetValue(law)!;

    /// <summary>Student-like: normal over the root of a mean of exponentials, unit variance roughly.</summary>
    private static double HeavyNoise(SeededRandom random) =>
        random.NextNormal() / Math.Sqrt(0.25 + 0.25 * (random.NextExponential() + random.NextExponential() + random.NextExponential()));
}
