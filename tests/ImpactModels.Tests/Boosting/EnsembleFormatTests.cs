using System.Buffers.Binary;
using ImpactService.ImpactModels.Boosting;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;
using ImpactService.Tests.ImpactModels.Learners;

namespace ImpactService.Tests.ImpactModels.Boosting;

public sealed class EnsembleFormatTests
{
    /// <summary>The layout number follows the model's tag: one byte of length, then "boosting".</summary>
    private const int LayoutAt = 9;

    private static readonly Lazy<byte[]> written = new(() =>
    {
        LearnerData data = LearnerSamples.Heteroscedastic(1_000, 1) with { CategoricalFeatures = [2] };
        return LearnerSamples.Bytes(new BoostingLearner(new BoostingOptions { Rounds = 5, Leaves = 4, EarlyStoppingRounds = 0, Threads = 1 }).Fit(data, null, CancellationToken.None));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Read_OtherLayout_SaysWhichAndWhatToDo(int layout)
    {
        byte[] bytes = [.. written.Value];
        Assert.Equal(3, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(LayoutAt)));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(LayoutAt), layout);
        string reason = Assert.Throws<InvalidDataException>(() => LearnerSamples.Read(bytes)).Message;
        Assert.Contains($"layout {layout}", reason, StringComparison.Ordinal);
        Assert.Contains("layout 3", reason, StringComparison.Ordinal);
        Assert.Contains("Train", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutShort_IsRefused()
    {
        for (int length = 0; length < written.Value.Length; length += 1 + length / 20)
            Assert.Throws<InvalidDataException>(() => LearnerSamples.Read(written.Value[..length]));
    }

    /// <summary>Any byte may be wrong: then the file is refused, or what is read answers within its arrays; nothing else is thrown and nothing hangs.</summary>
    [Fact]
    public void Read_AnyChangedByte_IsRefusedOrAnswers()
    {
        var random = new SeededRandom(2);
        var curve = new double[QuantileLevels.Count];
        for (int i = 0; i < 4_000; i++)
        {
            byte[] bytes = [.. written.Value];
            bytes[random.NextInt32(bytes.Length)] ^= (byte)(1 << random.NextInt32(8));
            try
            {
                IQuantileModel model = LearnerSamples.Read(bytes);
                model.Predict(new float[model.FeatureCount], [], curve);
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void Read_Written_KeepsGains()
    {
        var model = (BoostingModel)LearnerSamples.Read(written.Value);
        Assert.Equal(1, model.GainShares().Sum(), 1e-12);
        Assert.Equal(written.Value, LearnerSamples.Bytes(model));
    }
}
