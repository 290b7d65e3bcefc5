namespace ImpactService.ImpactApi.Observing;

/// <summary>Lines for people by default; with the framework's setting Logging:Console:FormatterName=json one JSON object a line, with the trace's id that the answer carries as X-Request-Id.</summary>
internal static class Logs
{
    private const string FormatterSetting = "Logging:Console:FormatterName";

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[FormatterSetting] != "json")
            return;
        builder.Logging.AddJsonConsole(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}
