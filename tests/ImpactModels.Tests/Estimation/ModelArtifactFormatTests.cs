using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Training;
using ImpactService.Tests.ImpactModels.Training;

namespace ImpactService.Tests.ImpactModels.Estimation;

public sealed class ModelArtifactFormatTests
{
    private static readonly Lazy<byte[]> written = new(() => ModelArtifactFormat.Write(SyntheticModel.Shared));

    private static byte[] Bytes => written.Value;

    [Fact]
    public void Write_WhatWasRead_IsTheSameBytes()
    {
        ModelArtifact artifact = ModelArtifactFormat.Read(Bytes);

        Assert.Equal(Bytes, ModelArtifactFormat.Write(artifact));
        Assert.Equal(SyntheticModel.Shared.Hash, artifact.Hash);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes.AsSpan()[..^32])), artifact.Hash);
        Assert.Equal($"boosting-20240317-{artifact.Hash[..12]}", artifact.Id);
    }

    [Fact]
    public void Read_Artifact_AnswersBitForBitTheSame()
    {
        ImpactEstimator read = ImpactEstimator.FromArtifact(ModelArtifactFormat.Read(Bytes));
        foreach (double[] features in SyntheticModel.Fresh(SyntheticModel.World, 1, 50).Select(order => order.Features))
            EstimateAssert.Same(SyntheticModel.Estimator.Estimate(features), read.Estimate(features));
    }

    public static TheoryData<string> Learners => [.. QuantileLearners.Names];

    [Theory]
    [MemberData(nameof(Learners))]
    public void Read_ArtifactOfEveryLearner_AnswersBitForBitTheSame(string name)
    {
        TrainerOptions options = SyntheticModel.Options with { Learner = QuantileLearners.Create(name), Trust = LearnedTrust.Full };
        ModelArtifact trained = SyntheticModel.Train(SyntheticModel.World.Folds(4, 2, 80), options);
        byte[] bytes = ModelArtifactFormat.Write(trained);

        ModelArtifact artifact = ModelArtifactFormat.Read(bytes);

        Assert.NotNull(artifact.Slippage.Learner);
        Assert.Equal(bytes, ModelArtifactFormat.Write(artifact));
        (ImpactEstimator before, ImpactEstimator after) = (ImpactEstimator.FromArtifact(trained), ImpactEstimator.FromArtifact(artifact));
        foreach (double[] features in SyntheticModel.Fresh(SyntheticModel.World, 1, 20).Select(order => order.Features))
            EstimateAssert.Same(before.Estimate(features), after.Estimate(features));
    }

    [Fact]
    public void Read_AnyTruncation_SaysSo()
    {
        for (int length = 0; length < Bytes.Length; length += Math.Max(1, Bytes.Length / 40))
            Assert.Throws<InvalidDataException>(() => ModelArtifactFormat.Read(Bytes.AsSpan(0, length)));
        Assert.Throws<InvalidDataException>(() => ModelArtifactFormat.Read(Bytes.AsSpan()[..^1]));
    }

    [Fact]
    public void Read_AnyFlippedByte_IsDamaged()
    {
        for (int at = 0; at < Bytes.Length; at += Math.Max(1, Bytes.Length / 40))
        {
            byte[] damaged = [.. Bytes];
            damaged[at] ^= 0x10;
            Assert.Contains("damaged", Reason(damaged), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_OtherMagic_IsNoModel() => Assert.Contains("not a model", Reason(Edited(0, 0x12345678)), StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(99)]
    public void Read_OtherVersion_NamesBoth(int version)
    {
        string reason = Reason(Edited(4, version));

        Assert.Contains($"version {version}", reason, StringComparison.Ordinal);
        Assert.Contains("version 8", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OtherSchema_NamesBoth()
    {
        string hash = SyntheticOrder.Schema.Hash;
        int at = Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(hash));
        byte[] other = [.. Bytes];
        other[at] = (byte)(other[at] == 'a' ? 'b' : 'a');

        string reason = Reason(Resealed(other));

        Assert.Contains("feature schema", reason, StringComparison.Ordinal);
        Assert.Contains(hash[..12], reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PartsCutShortButResealed_CannotBeRead()
    {
        for (int length = 8; length < Bytes.Length - 32; length += Math.Max(1, Bytes.Length / 60))
        {
            byte[] cut = new byte[length + 32];
            Bytes.AsSpan(0, length).CopyTo(cut);
            Assert.Throws<InvalidDataException>(() => ModelArtifactFormat.Read(Resealed(cut)));
        }
    }

    [Fact]
    public void Read_BytesAfterTheLastPart_AreRefused() // else two files would be one model with two hashes
    {
        byte[] longer = new byte[Bytes.Length + 5];
        Bytes.AsSpan()[..^32].CopyTo(longer);

        Assert.Contains("5 bytes", Reason(Resealed(longer)), StringComparison.Ordinal);
    }

    private static string Reason(byte[] bytes) => Assert.Throws<InvalidDataException>(() => ModelArtifactFormat.Read(bytes)).Message;

    private static byte[] Edited(int at, int value)
    {
        byte[] edited = [.. Bytes];
        BinaryPrimitives.WriteInt32LittleEndian(edited.AsSpan(at), value);
        return Resealed(edited);
    }

    /// <summary>With a checksum that fits.</summary>
    private static byte[] Resealed(byte[] bytes)
    {
        SHA256.HashData(bytes.AsSpan()[..^32], bytes.AsSpan()[^32..]);
        return bytes;
    }
}
