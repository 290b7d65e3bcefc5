using System.Globalization;
using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>Writes a refusal as application/problem+json.</summary>
internal sealed class ProblemResult(Refusal refusal) : IResult
{
    public const string ContentType = "application/problem+json";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (refusal.RetryAfterSeconds is { } seconds)
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(httpContext, refusal.ToProblem(ResponseHeaders.IdOf(httpContext)));
    }

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        ResponseHeaders.Write(context); // An exception has cleared them.
        return context.Response.WriteAsJsonAsync(problem, WireJson.Context.Problem, ContentType, context.RequestAborted);
    }

    /// <summary>A bare status from routing or the server, explained.</summary>
    public static Task WriteStatusAsync(HttpContext context, int status, string detail)
    {
        Problem problem = new Refusal(ProblemKind.OfStatus(status).Code, detail).ToProblem(ResponseHeaders.IdOf(context));
        return WriteAsync(context, problem with { Status = status });
    }
}
