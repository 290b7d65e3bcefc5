namespace ImpactService.ImpactApi.Hosting;

/// <summary>What a browser gets: the built page where there is one, else the API's own documentation.</summary>
internal static class Pages
{
    public static void UsePages(this WebApplication app)
    {
        if (app.Environment.WebRootFileProvider.GetFileInfo("index.html").Exists)
            app.UseFileServer();
        else
            app.MapGet("/", () => Results.Redirect("/swagger")).ExcludeFromDescription();
    }
}
