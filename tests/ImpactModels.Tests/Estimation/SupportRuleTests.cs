using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Estimation;

public sealed class SupportRuleTests
{
    private static readonly SupportRule rule = SupportRule.Fit(World(20_000, 1));

    [Fact]
    public void Rates_FreshOrdersOfTheSameWorld_RaiseFewAlarms()
    {
        SupportRates rates = rule.Rates(World(20_000, 2));
        Assert.InRange(rates.Outside, 0, 0.005);
        Assert.InRange(rates.Edge, 0.005, 0.06);
    }

    [Fact]
    public void Rates_OrdersOfAnotherWorld_AreDetected()
    {
        Assert.InRange(rule.Rates(World(2000, 3).Select(q => q with { AdvFraction = 1000 * q.AdvFraction })).SizeOutside, 0.9, 1);
        Assert.Equal(1, rule.Rates(World(2000, 3).Select(q => q with { HorizonSeconds = 1e6 + q.HorizonSeconds })).HorizonOutside);
        Assert.Equal(1, rule.Rates(World(2000, 3).Select(q => q with { TakerFraction = 0.01 })).TakerFractionOutside);
    }

    [Fact]
    public void Assess_SizeOfALongOrderInAShortOne_IsOutsideOnTheSizeAxisAlone()
    {
        SupportQuery longOrder = new(0.02, 0.1, 18_000, 1);
        Assert.Equal(SupportLevel.Inside, rule.Assess(longOrder).Overall);
        SupportAssessment answer = rule.Assess(longOrder with { HorizonSeconds = 70 });
        Assert.Equal(new SupportAssessment(SupportLevel.Outside, SupportLevel.Inside, SupportLevel.Inside), answer);
    }

    [Fact]
    public void Assess_TinyOrder_IsNeverOutside() =>
        Assert.Equal(SupportLevel.Edge, rule.Assess(new SupportQuery(1e-15, 1e-15, 600, 1)).Size);

    [Fact]
    public void Assess_LargerSizeAtOneHorizon_NeverGetsSafer()
    {
        SupportLevel last = SupportLevel.Inside;
        for (double size = 0.02; size < 100; size *= 1.3)
        {
            SupportLevel level = rule.Assess(new SupportQuery(size * 0.01, Math.Min(size * 0.05, 1), 3600, 1)).Size;
            Assert.True(level >= last);
            last = level;
        }

        Assert.Equal(SupportLevel.Outside, last);
    }

    [Fact]
    public void Assess_NaN_IsOutside() =>
        Assert.Equal(SupportLevel.Outside, rule.Assess(new SupportQuery(double.NaN, 0.1, double.NaN, double.NaN)).Overall);

    [Fact]
    public void Fit_OneOrder_KnowsThatOrderAlone()
    {
        SupportQuery only = new(0.01, 0.1, 600, 0.5);
        SupportRule one = SupportRule.Fit([only]);
        Assert.Equal(SupportLevel.Inside, one.Assess(only).Overall);
        Assert.Equal(SupportLevel.Outside, one.Assess(only with { TakerFraction = 0.6 }).TakerFraction);
        Assert.Throws<ArgumentException>(() => SupportRule.Fit([only with { AdvFraction = double.NaN }]));
    }

    [Fact]
    public void Fit_OneHorizonForAll_StaysInOneBin()
    {
        SupportRule same = SupportRule.Fit(World(9000, 4).Select(q => q with { HorizonSeconds = 300 }));
        Assert.Equal(1, same.BinCount);
        Assert.InRange(rule.BinCount, 2, SupportRule.MaximumBinCount);
    }

    [Fact]
    public void Read_WhatWasWritten_AssessesTheSame()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        rule.Write(writer);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        SupportRule read = SupportRule.Read(reader);
        Assert.All(World(500, 5), q => Assert.Equal(rule.Assess(q), read.Assess(q)));
    }

    /// <summary>Sizes grow with the horizon; taker fractions are those of three strategies.</summary>
    private static IEnumerable<SupportQuery> World(int count, ulong seed)
    {
        SeededRandom random = new(seed);
        double[] strategies = [0.1, 0.5, 1];
        for (int i = 0; i < count; i++)
        {
            double horizon = 60 * Math.Pow(400, random.NextDouble());
            double participation = 0.3 * Math.Pow(1e-3, random.NextDouble());
            yield return new SupportQuery(participation * horizon / 23_400, participation, horizon, strategies[random.NextInt32(3)]);
        }
    }
}
