using System.Globalization;
using System.Text;
using ImpactService.DataAccess.Ingestion;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Validation;
using RabbitMQ.Client;

namespace ImpactService.ImpactApi.Bus;

/// <summary>
/// Rows as a message: the body is that of the HTTP endpoint, content type included; what is in the address there stands in the headers kind (market-data, signals, executions), stream, after, session
/// and currency.
/// </summary>
internal static class RowsMessage
{
    /// <returns>The request, or why the message is none.</returns>
    public static (IngestRequest? Request, string? Fault) Read(IReadOnlyBasicProperties properties)
    {
        string? kindText = Header(properties, "kind"), stream = Header(properties, "stream");
        StreamKind[] kinds = [.. Enum.GetValues<StreamKind>().Where(k => k.Text() == kindText)];
        if (kinds.Length == 0)
            return (null, $"header kind is '{kindText}'; valid: {string.Join(", ", Enum.GetValues<StreamKind>().Select(k => k.Text()))}");
        IngestLookup lookup = new(stream, Header(properties, "after"), Header(properties, "session"), Header(properties, "currency"));
        if (lookup.Fault() is { } refusal)
            return (null, refusal.Detail);
        if (StreamFormats.Of(properties.ContentType) is not { } format)
            return (null, $"content type is '{properties.ContentType}'; valid: application/x-ndjson, text/csv");
        return (new IngestRequest(new IngestStream(kinds[0], Tenant: null, stream!), format, lookup.AfterSequence, lookup.Calendar, lookup.Currency), null);
    }

    private static string? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out object? value) ? value switch
        {
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            null => null,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        } : null;
}
