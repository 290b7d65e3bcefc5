using Microsoft.Extensions.FileProviders;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>What a browser gets: the built page where there is one, else what to install for it. The page is static and needs no key; everything it shows comes from the public API.</summary>
internal static class Pages
{
    /// <summary>Beside the program, wherever it was started from.</summary>
    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    private const string Missing = """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>ImpactService</title>
        <body style="font:16px system-ui;max-width:40em;margin:3em auto;padding:0 1em">
        <h1>ImpactService</h1>
        <p>The API runs; its page was not built because Node.js was missing. Install Node.js 20 with npm (Debian: <code>apt-get install nodejs npm</code>) and start <code>./run.sh</code> again.</p>
        <p><a href="/swagger">Swagger UI</a> works without it.</p>
        """;

    public static void UsePages(this WebApplication app)
    {
        if (!File.Exists(Path.Combine(folder, "index.html")))
        {
            app.MapGet("/", () => Results.Content(Missing, "text/html; charset=utf-8")).ExcludeFromDescription();
            return;
        }

        PhysicalFileProvider files = new(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            // Names do not change with content, so a browser asks each time and mostly hears "not modified".
            OnPrepareResponse = static context => context.Context.Response.Headers.CacheControl = "no-cache",
        });
    }
}
