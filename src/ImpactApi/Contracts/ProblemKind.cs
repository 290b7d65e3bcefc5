using System.Collections.Frozen;
using System.Text.Json;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>What is fixed about a <see cref="ProblemCode"/>: its HTTP status, title and wire code.</summary>
internal sealed record ProblemKind(ProblemCode Code, int Status, string Title)
{
    private static readonly FrozenDictionary<ProblemCode, ProblemKind> kinds = new ProblemKind[]
    {
        new(ProblemCode.InvalidRequest, 400, "The request is not valid"),
        new(ProblemCode.MalformedJson, 400, "The body is not JSON"),
        new(ProblemCode.MissingKey, 401, "A key is needed"),
        new(ProblemCode.InvalidKey, 401, "The key opens nothing"),
        new(ProblemCode.InsufficientScope, 403, "The key may not do this"),
        new(ProblemCode.NotFound, 404, "There is nothing at this address"),
        new(ProblemCode.UnknownInstrument, 404, "The instrument is not known"),
        new(ProblemCode.UnknownEstimate, 404, "The estimate is not known"),
        new(ProblemCode.UnknownModel, 404, "The model is not known"),
        new(ProblemCode.UnknownStream, 404, "The stream is not known"),
        new(ProblemCode.MethodNotAllowed, 405, "The address does not answer this method"),
        new(ProblemCode.RequestTimeout, 408, "The body did not come in time"),
        new(ProblemCode.ModelGone, 409, "The model that gave the answer is gone"),
        new(ProblemCode.RequestInFlight, 409, "The same request is being answered"),
        new(ProblemCode.StreamBusy, 409, "The stream is being written by another request"),
        new(ProblemCode.SequenceGap, 409, "Rows of the stream are missing"),
        new(ProblemCode.RequestTooLarge, 413, "The body is too large"),
        new(ProblemCode.UnsupportedMediaType, 415, "The body is of another media type"),
        new(ProblemCode.NoMarketData, 422, "There is no usable market data"),
        new(ProblemCode.StaleMarketData, 422, "The market data is too old"),
        new(ProblemCode.AsOfBeforeData, 422, "The time asked for lies before the market data"),
        new(ProblemCode.SessionClosed, 422, "The market is closed at that time"),
        new(ProblemCode.HorizonPastSessionEnd, 422, "The horizon passes the end of the session"),
        new(ProblemCode.OrderTooLarge, 422, "The order is too large for the market"),
        new(ProblemCode.RateLimited, 429, "The key asks too often"),
        new(ProblemCode.ScheduleInfeasible, 422, "No schedule keeps the limits"),
        new(ProblemCode.NoCurrencyRate, 422, "A rate between two currencies is missing"),
        new(ProblemCode.UnknownJob, 404, "The job is not known"),
        new(ProblemCode.TooManyJobs, 429, "Too many jobs are waiting"),
        new(ProblemCode.IdempotencyKeyReused, 422, "The idempotency key belongs to another request"),
        new(ProblemCode.QueueFull, 429, "The queue is full"),
        new(ProblemCode.StoreUnavailable, 503, "The store does not answer"),
        new(ProblemCode.InternalError, 500, "The service failed"),
    }.ToFrozenDictionary(k => k.Code);

    /// <summary>invalid_request, unknown_instrument, ...</summary>
    public string WireCode { get; } = JsonNamingPolicy.SnakeCaseLower.ConvertName(Code.ToString());

    public string Type => $"urn:impact-service:problem:{WireCode}";

    public static IEnumerable<ProblemKind> All => kinds.Values.OrderBy(k => k.Status).ThenBy(k => k.WireCode, StringComparer.Ordinal);

    public static ProblemKind Of(ProblemCode code) => kinds[code];

    /// <summary>The kind for a bare status that no handler explained (routing, the server itself).</summary>
    public static ProblemKind OfStatus(int status) => Of(status switch
    {
        401 => ProblemCode.MissingKey,
        403 => ProblemCode.InsufficientScope,
        404 => ProblemCode.NotFound,
        405 => ProblemCode.MethodNotAllowed,
        408 => ProblemCode.RequestTimeout,
        413 => ProblemCode.RequestTooLarge,
        415 => ProblemCode.UnsupportedMediaType,
        429 => ProblemCode.RateLimited,
        503 => ProblemCode.StoreUnavailable,
        >= 400 and < 500 => ProblemCode.InvalidRequest,
        _ => ProblemCode.InternalError,
    });
}
