namespace ImpactService.ImpactApi.Contracts;

/// <summary>Every failure that a client can meet. On the wire in snake case; a code is never renamed or reused.</summary>
internal enum ProblemCode
{
    InvalidRequest,
    MalformedJson,
    MissingKey,
    InvalidKey,
    InsufficientScope,
    NotFound,
    UnknownInstrument,
    UnknownEstimate,
    UnknownModel,
    MethodNotAllowed,
    ModelGone,
    RequestInFlight,
    RequestTooLarge,
    UnsupportedMediaType,
    NoMarketData,
    StaleMarketData,
    AsOfBeforeData,
    SessionClosed,
    HorizonPastSessionEnd,
    OrderTooLarge,
    RateLimited,
    ScheduleInfeasible,
    NoCurrencyRate,
    UnknownJob,
    TooManyJobs,
    IdempotencyKeyReused,
    StoreUnavailable,
    InternalError,
}
