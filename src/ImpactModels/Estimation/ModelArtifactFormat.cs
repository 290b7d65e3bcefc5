using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// The bytes of a model artifact: magic, version, parts in a fixed order, and their SHA-256 at the end, which is also the model's identity. The same model gives the same bytes.
/// </summary>
public static class ModelArtifactFormat
{
    private const uint Magic = 0x4D504D49; // "IMPM"

    /// <summary>1: trust as one number, then as a curve by horizon, which a reader could not tell apart. 2: trust as a curve. 3: the volatility in force, and two weights of a calibration map. 4: the size law beyond the support. 5: the range of markets. 6: the spread atom. 7: the say of the volatility in force. 8: its parts of the week and the month, and calibration by horizon. Others than the last are refused.</summary>
    private const int Version = 8;

    private const int MaximumFeatures = 100_000;

    /// <summary>Sets the artifact's hash.</summary>
    public static byte[] Write(ModelArtifact artifact)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        WriteParts(writer, artifact);
        writer.Flush();
        byte[] hash = SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        writer.Write(hash);
        writer.Flush();
        artifact.Hash = Convert.ToHexStringLower(hash);
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no model, are damaged, of another version, or of a feature schema that this program does not make; the message says which.</exception>
    public static ModelArtifact Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SHA256.HashSizeInBytes + sizeof(uint) + sizeof(int))
            throw new InvalidDataException($"{bytes.Length} bytes are too few for a model.");
        ReadOnlySpan<byte> parts = bytes[..^SHA256.HashSizeInBytes];
        byte[] hash = SHA256.HashData(parts);
        if (!hash.AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..]))
            throw new InvalidDataException("The model is damaged: its contents do not match its checksum.");
        using var reader = new BinaryReader(new MemoryStream(parts.ToArray(), writable: false));
        try
        {
            ModelArtifact artifact = ReadParts(reader);
            if (reader.BaseStream.Position != parts.Length)
                throw new InvalidDataException($"The model is followed by {parts.Length - reader.BaseStream.Position} bytes that belong to no part.");
            artifact.Hash = Convert.ToHexStringLower(hash);
            return artifact;
        }
        catch (Exception cause) when (cause is EndOfStreamException or JsonException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The model cannot be read: {cause.Message}", cause);
        }
    }

    private static void WriteParts(BinaryWriter writer, ModelArtifact artifact)
    {
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(artifact.CreatedAt.UnixMicros);
        writer.Write(artifact.TrainedThrough.UnixMicros);
        writer.Write(artifact.Schema.Hash);
        writer.Write(artifact.Schema.SignalKeys.Length);
        foreach (string key in artifact.Schema.SignalKeys)
            writer.Write(key);
        writer.Write(artifact.Card.ToJson());
        artifact.Parametric.Write(writer);
        WriteTarget(writer, artifact.Slippage);
        WriteTarget(writer, artifact.PriceShift);
        artifact.Volatility.Write(writer);
        artifact.Cells.Write(writer);
        artifact.Joint.Write(writer);
        artifact.Support.Write(writer);
        artifact.Markets.Write(writer);
        writer.Write(artifact.Laws.Length);
        foreach (IImpactLaw law in artifact.Laws)
            ImpactLaws.Write(writer, law);
        foreach (double value in artifact.ReferenceFeatures)
            writer.Write(value);
    }

    private static ModelArtifact ReadParts(BinaryReader reader)
    {
        if (reader.ReadUInt32() != Magic)
            throw new InvalidDataException("The bytes are not a model of this service.");
        int version = reader.ReadInt32();
        if (version != Version)
            throw new InvalidDataException($"The model has format version {version}; this program reads version {Version}. Train a new one.");
        var createdAt = new Timestamp(reader.ReadInt64());
        var trainedThrough = new Timestamp(reader.ReadInt64());
        FeatureSchema schema = ReadSchema(reader);
        ModelCard card = ModelCard.FromJson(reader.ReadString());
        ParametricModel parametric = ParametricModel.Read(reader);
        SpreadAtomInput atomInput = new(new LearnerInput(schema));
        return new ModelArtifact
        {
            CreatedAt = createdAt,
            TrainedThrough = trainedThrough,
            Schema = schema,
            Card = card,
            Slippage = ReadTarget(reader, ImpactTarget.Slippage, parametric, atomInput),
            PriceShift = ReadTarget(reader, ImpactTarget.PriceShift, parametric, atomInput),
            Volatility = VolatilityNow.Read(reader),
            Cells = CalibrationCells.Read(reader),
            Joint = JointImpact.Read(reader),
            Support = SupportRule.Read(reader),
            Markets = MarketRange.Read(reader),
            Laws = [.. Enumerable.Range(0, ReadCount(reader)).Select(_ => ImpactLaws.Read(reader))],
            ReferenceFeatures = [.. Enumerable.Range(0, schema.Count).Select(_ => reader.ReadDouble())],
        };
    }

    private static FeatureSchema ReadSchema(BinaryReader reader)
    {
        string hash = reader.ReadString();
        var schema = FeatureSchema.Create([.. Enumerable.Range(0, ReadCount(reader)).Select(_ => reader.ReadString())]);
        return schema.Hash == hash
            ? schema
            : throw new InvalidDataException($"The model was trained on feature schema {hash[..Math.Min(12, hash.Length)]}; this program makes {schema.Hash[..12]}. Train a new one.");
    }

    private static int ReadCount(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        return count is >= 0 and <= MaximumFeatures ? count : throw new InvalidDataException($"A list of {count} parts is damaged.");
    }

    private static void WriteTarget(BinaryWriter writer, TargetModel target)
    {
        writer.Write(target.Learner is not null);
        target.Learner?.Write(writer);
        target.Trust.Write(writer);
        target.Amplitude.Write(writer);
        writer.Write(target.Atom is not null);
        target.Atom?.Write(writer);
        target.Horizons.Write(writer);
        target.Calibration.Write(writer);
        target.Tails.Write(writer);
    }

    private static TargetModel ReadTarget(BinaryReader reader, ImpactTarget target, ParametricModel parametric, SpreadAtomInput atomInput) => new()
    {
        Target = target,
        Parametric = parametric,
        Learner = reader.ReadBoolean() ? QuantileModels.Read(reader) : null,
        Trust = LearnedTrust.Read(reader),
        Amplitude = SizeAmplitude.Read(reader),
        Atom = reader.ReadBoolean() ? SpreadAtomModel.Read(reader, atomInput) : null,
        Horizons = HorizonCalibration.Read(reader),
        Calibration = LevelCalibration.Read(reader),
        Tails = TailShape.Read(reader),
    };
}
