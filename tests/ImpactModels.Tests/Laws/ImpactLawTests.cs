using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Laws;

public sealed class ImpactLawTests
{
    public static TheoryData<LawKind> Kinds => [.. ImpactLaws.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Law_LargerOrder_NeverCostsLess(LawKind kind)
    {
        IImpactLaw law = ImpactLaws.Published(kind);
        SeededRandom random = new(1);
        for (int i = 0; i < 2000; i++)
        {
            LawInput small = LawSamples.Order(random);
            double factor = 1 + 10 * random.NextDouble();
            LawInput large = small with { AdvFraction = factor * small.AdvFraction, Participation = Math.Min(1, factor * small.Participation) };
            Assert.True(law.SlippageBps(large) >= law.SlippageBps(small), $"{small} → {large}");
            Assert.True(law.PriceShiftBps(large) >= law.PriceShiftBps(small), $"{small} → {large}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Law_VanishingOrder_CostsItsSpread(LawKind kind)
    {
        if (kind == LawKind.Constant)
            return;
        IImpactLaw law = ImpactLaws.Published(kind);
        LawInput order = new(1e-14, 1e-14, 0.5, 0.02, 3, 0.25);
        Assert.Equal(order.SpreadCostBps, law.SlippageBps(order), 1e-3);
        Assert.Equal(-1.5, order.SpreadCostBps);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Law_ExtremeOrders_StayFinite(LawKind kind)
    {
        IImpactLaw law = ImpactLaws.Published(kind);
        double[] sizes = [0, 1e-300, 1, 1e12];
        double[] horizons = [0, 1e-300, 1, 1e6];
        foreach (double size in sizes)
        {
            foreach (double horizon in horizons)
            {
                LawInput order = new(size, Math.Min(size, 1), horizon, 0, 0, 0);
                Assert.True(double.IsFinite(law.SlippageBps(order)));
                Assert.True(double.IsFinite(law.PriceShiftBps(order with { DailyVolatility = 10, HalfSpreadBps = 1e4, TakerFraction = 1 })));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_WhatWasWritten_IsTheSameLaw(LawKind kind)
    {
        IImpactLaw law = LawSamples.Odd(kind);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        ImpactLaws.Write(writer, law);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        Assert.Equal(law, ImpactLaws.Read(reader));
        Assert.Equal(stream.Length, stream.Position);
        Assert.Equal(ImpactLaws.Key(kind), law.Name);
    }

    [Fact]
    public void Read_UnknownKey_Throws()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("guess");
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        Assert.Throws<InvalidDataException>(() => ImpactLaws.Read(reader));
    }

    [Fact]
    public void AlmgrenLaw_PartlyPassiveOrder_PaysTheTemporaryTermOnItsTakerPartAlone()
    {
        AlmgrenLaw law = new();
        LawInput taker = new(0.1, 0.1, 0.2, 0.02, 0, 1);
        LawInput passive = taker with { TakerFraction = 0 };
        Assert.Equal(0.5 * law.PriceShiftBps(taker), law.SlippageBps(passive), 1e-12);
        LawInput half = taker with { TakerFraction = 0.5 };
        double halfOrder = law.TemporaryBps(taker with { AdvFraction = 0.05 });
        Assert.Equal(0.5 * law.PriceShiftBps(taker) + 0.5 * halfOrder, law.SlippageBps(half), 1e-12);
    }
}
