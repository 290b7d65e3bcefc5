using System.Security.Cryptography;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactApi.Validation;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace ImpactService.ImpactApi.Idempotency;

/// <summary>The route honours the header; its keys are in the given store.</summary>
internal sealed record IdempotentMetadata(Type Store);

/// <summary>
/// Answers a POST with an Idempotency-Key once (IETF draft "The Idempotency-Key HTTP Header Field"): the same key and body get the first answer again, another body 422, and 409 while
/// the first is being answered. What was refused is not kept, so a retry is judged anew. A request without the header costs one look-up.
/// </summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Says that the answer was given before.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>A UUID takes 36.</summary>
    public const int KeyLengthMax = 255;

    public static TimeSpan KeptFor { get; } = TimeSpan.FromHours(24);

    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.Headers.TryGetValue(Header, out StringValues keys)
            || context.GetEndpoint()?.Metadata.GetMetadata<IdempotentMetadata>() is not { } idempotent)
            return next(context);
        if (keys is not [{ Length: > 0 and <= KeyLengthMax } key] || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return new ProblemResult(BadKey(keys)).ExecuteAsync(context);
        IdempotencyScope scope = new(Caller.Of(context).Tenant, context.Request.Path, key);
        return AnswerOnceAsync(context, scope, (IIdempotencyStore)context.RequestServices.GetRequiredService(idempotent.Store));
    }

    private async Task AnswerOnceAsync(HttpContext context, IdempotencyScope scope, IIdempotencyStore store)
    {
        (ReadOnlyMemory<byte> body, Refusal? refusal) = await BodyReader.ReadAnyAsync(context.Request);
        if (refusal is not null)
        {
            await new ProblemResult(refusal).ExecuteAsync(context);
            return;
        }

        context.Request.Body = new MemoryStream(body.ToArray(), writable: false);
        IdempotencyClaim claim = await store.ClaimAsync(scope, SHA256.HashData(body.Span), context.RequestAborted);
        switch (claim.Kind)
        {
            case ClaimKind.Granted:
                await AnswerFirstAsync(context, scope, store);
                return;
            case ClaimKind.Answered:
                await AnswerAgainAsync(context, claim.Response!);
                return;
            default:
                await new ProblemResult(Refuse(claim.Kind)).ExecuteAsync(context);
                return;
        }
    }

    /// <summary>The answer is kept before it is sent: a client that lost it may ask at once.</summary>
    private async Task AnswerFirstAsync(HttpContext context, IdempotencyScope scope, IIdempotencyStore store)
    {
        IHttpResponseBodyFeature body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using MemoryStream answer = new();
        StreamResponseBodyFeature captured = new(answer);
        context.Features.Set<IHttpResponseBodyFeature>(captured);
        bool isKept = false;
        try
        {
            await next(context);
            await captured.CompleteAsync();
            if (context.Response.StatusCode is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices)
            {
                await store.CompleteAsync(scope, new StoredResponse(context.Response.StatusCode, context.Response.ContentType, answer.ToArray()), CancellationToken.None);
                isKept = true;
            }
        }
        finally
        {
            context.Features.Set(body);
            if (!isKept)
                await store.ReleaseAsync(scope);
        }

        answer.Position = 0;
        await answer.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task AnswerAgainAsync(HttpContext context, StoredResponse stored)
    {
        context.Response.StatusCode = stored.Status;
        context.Response.ContentType = stored.ContentType;
        context.Response.ContentLength = stored.Body.Length;
        context.Response.Headers[ReplayedHeader] = "true";
        await context.Response.Body.WriteAsync(stored.Body, context.RequestAborted);
    }

    private static Refusal Refuse(ClaimKind kind) => kind == ClaimKind.OtherBody
        ? new Refusal(ProblemCode.IdempotencyKeyReused, "this Idempotency-Key was used for another body within the last 24 hours; a new request takes a new key")
        : new Refusal(ProblemCode.RequestInFlight, "the request with this Idempotency-Key is being answered; ask again in a moment");

    private static Refusal BadKey(StringValues keys) => Refusal.Invalid(new FieldError
    {
        Pointer = $"/header/{Header}",
        Value = FieldText.Cut(keys.ToString()),
        Expected = $"one key of 1 to {KeyLengthMax} visible ASCII characters such as a UUID",
        Message = $"{Header} is not a key",
    });
}

internal static class IdempotencyExtensions
{
    /// <summary>Honours the header Idempotency-Key, with keys in the given store.</summary>
    public static RouteHandlerBuilder Idempotent<TStore>(this RouteHandlerBuilder route)
        where TStore : IIdempotencyStore => route.WithMetadata(new IdempotentMetadata(typeof(TStore)));
}
