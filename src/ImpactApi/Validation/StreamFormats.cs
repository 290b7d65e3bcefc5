using ImpactService.DataAccess.Ingestion;
using Microsoft.Net.Http.Headers;

namespace ImpactService.ImpactApi.Validation;

/// <summary>Formats of rows by content type.</summary>
internal static class StreamFormats
{
    /// <returns>Null for a type that no rows come in, or a character set other than UTF-8.</returns>
    public static StreamFormat? Of(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type))
            return null;
        if (type.Charset.HasValue && !type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return null;
        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "text/csv" => StreamFormat.Csv,
            "application/x-ndjson" or "application/jsonl" => StreamFormat.Ndjson,
            _ => null,
        };
    }
}
