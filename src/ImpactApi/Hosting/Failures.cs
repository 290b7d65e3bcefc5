using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>Turns what no handler answered into problem+json: bare statuses of routing and of the server, and bugs.</summary>
internal static class Failures
{
    /// <summary>A PostgreSQL that was restarted is back by then.</summary>
    private const string StoreRetrySeconds = "5";

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ExplainExceptionAsync,
            SuppressDiagnosticsCallback = failed => failed.Exception is BadHttpRequestException or OperationCanceledException,
        });
        app.UseStatusCodePages(context => ExplainStatusAsync(context.HttpContext));
    }

    private static Task ExplainExceptionAsync(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        BadHttpRequestException bad => ProblemResult.WriteStatusAsync(context, bad.StatusCode, $"the request could not be read: {bad.Message}"),
        DbException => ExplainStoreAsync(context),
        _ => ProblemResult.WriteStatusAsync(context, StatusCodes.Status500InternalServerError, "an error that is not the client's; the log has it under this traceId"),
    };

    private static Task ExplainStoreAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = StoreRetrySeconds;
        return ProblemResult.WriteStatusAsync(context, StatusCodes.Status503ServiceUnavailable, "the store does not answer, and this question needs it; ask again");
    }

    private static Task ExplainStatusAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        int status = context.Response.StatusCode;
        string detail = status switch
        {
            StatusCodes.Status404NotFound => "no route answers this address; /swagger lists those that exist",
            StatusCodes.Status405MethodNotAllowed => $"{Validation.FieldText.Cut(request.Method)} is not answered here; allowed: {context.Response.Headers.Allow}",
            StatusCodes.Status415UnsupportedMediaType => "send Content-Type: application/json in UTF-8",
            _ => $"the server answered {status}",
        };
        return ProblemResult.WriteStatusAsync(context, status, detail);
    }
}
