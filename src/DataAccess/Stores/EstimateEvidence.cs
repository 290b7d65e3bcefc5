using System.Buffers.Binary;
using System.Text;

namespace ImpactService.DataAccess.Stores;

/// <summary>
/// What of an estimate is only read, never looked for, as bytes: after the length of the whole come request, answer, calibration and data times, each after its own length (-1: none), then the number of
/// features and their bits. Big-endian, as the server's own functions write, so that a migration can make them.
/// </summary>
internal readonly record struct EstimateEvidence(byte[] RequestJson, byte[] AnswerJson, string? CalibrationState, byte[] DataTimesJson, double[] Features)
{
    private const int LengthBytes = sizeof(int);
    private const int PartCount = 5;
    private const int Missing = -1;

    /// <summary>What <see cref="Write"/> takes.</summary>
    public static int BytesOf(EstimateRecord record) => LengthBytes + BodyBytes(record);

    /// <returns>What is left of the target.</returns>
    public static Span<byte> Write(EstimateRecord record, Span<byte> target)
    {
        target = Write(BodyBytes(record), target);
        target = Write(record.RequestJson, target);
        target = Write(record.AnswerJson, target);
        target = record.CalibrationState is { } state ? Write(Encoding.UTF8.GetBytes(state), target) : Write(Missing, target);
        target = Write(record.DataTimesJson, target);
        target = Write(record.Features.Length, target);
        for (int i = 0; i < record.Features.Length; i++)
            BinaryPrimitives.WriteDoubleBigEndian(target[(i * sizeof(double))..], record.Features[i]);
        return target[(record.Features.Length * sizeof(double))..];
    }

    /// <summary>The whole record, with what is looked for.</summary>
    public EstimateRecord Of(EstimateRow row) => new(row.Id, row.Time, row.Tenant, RequestJson, AnswerJson, row.ModelHash, Features, CalibrationState, DataTimesJson);

    /// <param name="block">Records one after the other.</param>
    /// <exception cref="InvalidDataException">It ends before the record does.</exception>
    public static EstimateEvidence Read(ReadOnlySpan<byte> block, int position)
    {
        for (int i = 0; i < position; i++)
            Take(ref block, Length(ref block));
        ReadOnlySpan<byte> record = Take(ref block, Length(ref block));
        byte[] request = Part(ref record)!, answer = Part(ref record)!;
        byte[]? calibration = Part(ref record);
        byte[] dataTimes = Part(ref record)!;
        double[] features = new double[Length(ref record)];
        for (int i = 0; i < features.Length; i++)
            features[i] = BinaryPrimitives.ReadDoubleBigEndian(Take(ref record, sizeof(double)));
        return new EstimateEvidence(request, answer, calibration is null ? null : Encoding.UTF8.GetString(calibration), dataTimes, features);
    }

    private static int BodyBytes(EstimateRecord record)
    {
        int calibrationBytes = record.CalibrationState is { } state ? Encoding.UTF8.GetByteCount(state) : 0;
        return PartCount * LengthBytes + record.RequestJson.Length + record.AnswerJson.Length + calibrationBytes + record.DataTimesJson.Length + record.Features.Length * sizeof(double);
    }

    private static Span<byte> Write(int value, Span<byte> target)
    {
        BinaryPrimitives.WriteInt32BigEndian(target, value);
        return target[LengthBytes..];
    }

    private static Span<byte> Write(byte[] part, Span<byte> target)
    {
        target = Write(part.Length, target);
        part.CopyTo(target);
        return target[part.Length..];
    }

    private static byte[]? Part(ref ReadOnlySpan<byte> rest)
    {
        int length = Length(ref rest);
        return length == Missing ? null : Take(ref rest, length).ToArray();
    }

    private static int Length(ref ReadOnlySpan<byte> rest) => BinaryPrimitives.ReadInt32BigEndian(Take(ref rest, LengthBytes));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int length)
    {
        if (length < 0 || length > rest.Length)
            throw new InvalidDataException("the block of an estimate ends before the estimate does");
        ReadOnlySpan<byte> taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
