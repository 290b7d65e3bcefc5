using ImpactService.DataAccess.Copying;

namespace ImpactService.DataAccess.Stores;

/// <summary>An estimate as a row of a COPY, in the order of <see cref="CopyTable.Estimates"/>.</summary>
internal static class EstimateRow
{
    /// <summary>Id, time and the lengths of all fields, rounded up.</summary>
    private const int FixedBytesMax = 128;

    /// <summary>UTF-8 takes at most three bytes per UTF-16 unit.</summary>
    private const int BytesPerCharMax = 3;

    /// <summary>The version of jsonb's binary form, which is followed by the text.</summary>
    private const byte JsonbVersion = 1;

    public static int BytesMax(EstimateRecord record)
    {
        int chars = record.RequestJson.Length + record.AnswerJson.Length + record.DataTimesJson.Length
            + (record.Tenant?.Length ?? 0) + (record.ModelHash?.Length ?? 0) + (record.CalibrationState?.Length ?? 0);
        return FixedBytesMax + BytesPerCharMax * chars + CopyBuffer.ArrayBytes(record.Features.Length);
    }

    public static void Append(CopyBuffer buffer, EstimateRecord record)
    {
        Span<byte> id = stackalloc byte[16];
        record.Id.TryWriteBytes(id, bigEndian: true, out _);
        buffer.BeginRow();
        buffer.Append(id);
        buffer.Append(record.Time);
        AppendText(buffer, record.Tenant);
        buffer.Append(JsonbVersion, record.RequestJson);
        buffer.Append(record.AnswerJson);
        AppendText(buffer, record.ModelHash);
        buffer.Append(record.Features.AsSpan());
        AppendText(buffer, record.CalibrationState);
        buffer.Append(JsonbVersion, record.DataTimesJson);
    }

    private static void AppendText(CopyBuffer buffer, string? text)
    {
        if (text is null)
            buffer.AppendNull();
        else
            buffer.Append(text);
    }
}
