using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;
using ImpactService.Tests.Oracles.TrainingOrders;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

public sealed class ProbeExecutionTests
{
    /// <summary>
    /// Two equal children at 10 s and 40 s, horizon end 70 s, half taking. First child: crosses at 101, its passive half fills at 99 at 20 s. Second: crosses at 102, its passive half never fills and crosses at 103.
    /// P̄ = (101 + 99 + 102 + 103)/4 = 101.25.
    /// </summary>
    private static readonly TapeBuilder Market = new TapeBuilder(TapeBuilder.ShortDay)
        .Quote(0, 99, 101, bidSize: 5)
        .Trade(20, 99, 6, Aggressor.Seller)
        .Quote(30, 100, 102, bidSize: 500)
        .Trade(45, 100, 100, Aggressor.Seller)
        .Quote(60, 100, 103, bidSize: 500);

    [Fact]
    public void Replay_WorkedBuy_CrossesWaitsAndCrossesTheRest()
    {
        ProbeExecution execution = Replay(Market, Side.Buy, 0.5);

        Assert.Equal(101.25, execution.AveragePrice, 9);
        Assert.Equal(Market.At(70), execution.LastFill);
        Assert.Equal(0.75, execution.RealisedTakerFraction, 9);
        Assert.Equal(0.75, execution.CompletionBeforeCrossing, 9);
    }

    /// <summary>Takes at 99 and 100; the passive halves join the ask at 101 and 102 behind 10, move away to nothing, and cross at 100.</summary>
    [Fact]
    public void Replay_WorkedSell_MirrorsIt()
    {
        ProbeExecution execution = Replay(Market, Side.Sell, 0.5);

        Assert.Equal((99 + 100 + 100 + 100) / 4.0, execution.AveragePrice, 9);
        Assert.Equal(1, execution.RealisedTakerFraction, 9);
        Assert.Equal(0.5, execution.CompletionBeforeCrossing, 9);
    }

    [Fact]
    public void Replay_AllTaking_EndsWithTheLastChild()
    {
        ProbeExecution execution = Replay(Market, Side.Buy, 1);

        Assert.Equal(101.5, execution.AveragePrice, 9);
        Assert.Equal(Market.At(40), execution.LastFill);
        Assert.Equal((1.0, 1.0), (execution.RealisedTakerFraction, execution.CompletionBeforeCrossing));
    }

    [Fact]
    public void Replay_AllPassiveAndFilled_EarnsAndEndsEarly()
    {
        TapeBuilder calm = new TapeBuilder(TapeBuilder.ShortDay).Quote(0, 99, 101, bidSize: 5).Trade(20, 99, 6, Aggressor.Seller).Trade(50, 99, 6, Aggressor.Seller).Trade(65, 99, 6, Aggressor.Seller);

        ProbeExecution execution = Replay(calm, Side.Buy, 0);

        Assert.Equal(99, execution.AveragePrice, 9);
        Assert.Equal(calm.At(50), execution.LastFill);
        Assert.Equal((0.0, 1.0), (execution.RealisedTakerFraction, execution.CompletionBeforeCrossing));
    }

    [Fact]
    public void Replay_RandomTapes_EqualTheEventByEventReplay()
    {
        var random = new SeededRandom(5);
        for (ulong seed = 1; seed <= 60; seed++)
        {
            TapeBuilder builder = TapeBuilder.Random(seed, 300, maximumDelaySeconds: seed % 2 == 0 ? 20 : 0);
            foreach (Side side in new[] { Side.Buy, Side.Sell })
                AssertEqualsTwin(builder, side, takerFraction: random.NextInt32(3) * random.NextDouble() / 2, t0Seconds: 40 * random.NextDouble(), horizonSeconds: 20 + 150 * random.NextDouble());
        }
    }

    private static void AssertEqualsTwin(TapeBuilder builder, Side side, double takerFraction, double t0Seconds, double horizonSeconds)
    {
        SessionTape tape = builder.Build();
        TapeIndex index = TapeIndex.Build(tape);
        var schedule = new ChildSchedule(tape.Session, VolumeCurve.Uniform, new ProbeOptions { MaximumChildSpacingSeconds = 15 });
        ChildOrder[] children = schedule.Of(builder.At(t0Seconds), horizonSeconds).ToArray();
        Timestamp end = builder.At(t0Seconds).AddSeconds(horizonSeconds);

        NaiveProbeReplay.Outcome expected = NaiveProbeReplay.Execute(tape, side, takerFraction, children.Select(child => (child.Time, child.Share)), end);
        ProbeExecution actual = ProbeExecution.Replay(index, PassiveFills.Build(index, side), side, takerFraction, children, end);

        Assert.Equal(expected.AveragePrice, actual.AveragePrice, 9);
        Assert.Equal(expected.LastFill, actual.LastFill);
        Assert.Equal(expected.RealisedTakerFraction, actual.RealisedTakerFraction, 9);
        Assert.Equal(expected.CompletionBeforeCrossing, actual.CompletionBeforeCrossing, 9);
    }

    private static ProbeExecution Replay(TapeBuilder builder, Side side, double takerFraction)
    {
        TapeIndex tape = builder.Index();
        ChildOrder[] children = [new(builder.At(10), 0.5), new(builder.At(40), 0.5)];
        return ProbeExecution.Replay(tape, PassiveFills.Build(tape, side), side, takerFraction, children, builder.At(70));
    }
}
