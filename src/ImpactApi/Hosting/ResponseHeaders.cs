using System.Diagnostics;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>What every answer carries: the id under which logs and traces have it, and what a browser may do with it.</summary>
internal static class ResponseHeaders
{
    public const string RequestId = "X-Request-Id";

    /// <summary>Swagger UI writes its styles into the page and its icons into the styles; scripts come from here only.</summary>
    private const string PageContent = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    public static void UseResponseHeaders(this WebApplication app)
    {
        app.UseHsts(); // Over TLS only, and never for localhost.
        app.Use((context, next) =>
        {
            Write(context);
            return next(context);
        });
    }

    public static void Write(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers[RequestId] = IdOf(context);
        headers.XContentTypeOptions = "nosniff";
        if (context.Request.Path.StartsWithSegments("/v1"))
        {
            headers.CacheControl = "no-store";
            return;
        }

        headers.ContentSecurityPolicy = PageContent;
        headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>The trace's id, which the log writes beside each line; the server's own where nothing traces.</summary>
    public static string IdOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
