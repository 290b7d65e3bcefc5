using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactModels.Numerics;

public sealed class DecayedSumsTests
{
    [Fact]
    public void Sum_AfterOneHalfLife_IsHalf()
    {
        var sums = new DecayedSums([10, 20], 2);
        sums.Add(0, 8);
        sums.Add(1, -4);
        sums.Advance(20);

        Assert.Equal(2, sums.Sum(0, 0), 12);
        Assert.Equal(4, sums.Sum(1, 0), 12);
        Assert.Equal(-1, sums.Sum(0, 1), 12);
        Assert.Equal(-2, sums.Sum(1, 1), 12);
    }

    [Fact]
    public void Sum_RandomTimes_EqualsTheExplicitWeights()
    {
        var random = new SeededRandom(3);
        var sums = new DecayedSums([7], 1);
        var added = new List<(double Time, double Value)>();
        double clock = 0;
        for (int i = 0; i < 2_000; i++)
        {
            double step = random.NextDouble() < 0.2 ? 0 : random.NextExponential();
            clock += step;
            sums.Advance(step);
            added.Add((clock, random.NextNormal()));
            sums.Add(0, added[^1].Value);
        }

        Assert.Equal(added.Sum(a => a.Value * Math.Pow(2, -(clock - a.Time) / 7)), sums.Sum(0, 0), 1e-11);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(double.NaN)]
    public void Advance_NoTimeOrNonsense_ChangesNothing(double seconds)
    {
        var sums = new DecayedSums([10], 1);
        sums.Add(0, 5);
        sums.Advance(seconds);

        Assert.Equal(5, sums.Sum(0, 0));
    }

    [Fact]
    public void WeightSeconds_LongTime_IsTheMeanLife() => Assert.Equal(10 / Math.Log(2), new DecayedSums([10], 1).WeightSeconds(0, 1e6), 9);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Constructor_HalfLifeNotPositive_IsRefused(double halfLife) => Assert.Throws<ArgumentOutOfRangeException>(() => new DecayedSums([halfLife], 1));

    [Fact]
    public void Complement_TinyAndLarge_KeepsItsDigits()
    {
        Assert.Equal(9.9999999995e-11, ExponentialDecay.Complement(1e-10), 1e-25);
        Assert.Equal(9.8999509951617e-6, ExponentialDecay.Complement(9.9e-6), 1e-18);
        Assert.Equal(0.632120558828558, ExponentialDecay.Complement(1), 1e-14);
        Assert.Equal(1, ExponentialDecay.Complement(1_000));
    }
}
