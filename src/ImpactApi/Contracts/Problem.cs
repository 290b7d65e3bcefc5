using System.Text.Json.Serialization;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>An error as RFC 9457 application/problem+json.</summary>
internal sealed record Problem
{
    /// <summary>URN of the kind of problem.</summary>
    /// <example>urn:impact-service:problem:invalid_request</example>
    public required string Type { get; init; }

    /// <summary>The kind of problem in words; the same for every occurrence.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    /// <example>400</example>
    public required int Status { get; init; }

    /// <summary>This occurrence in words: what was found and what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>Stable code for programs: one word per kind of problem, never renamed.</summary>
    /// <example>invalid_request</example>
    public required string Code { get; init; }

    /// <summary>One entry for each field at fault; empty when the problem is not in a field.</summary>
    public required IReadOnlyList<FieldError> Errors { get; init; }

    /// <summary>Identifies the request in logs and traces.</summary>
    public required string TraceId { get; init; }

    /// <summary>With horizon_past_session_end: seconds from asOf to the end of the session.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? SecondsLeft { get; init; }

    /// <summary>With session_closed: the next opening by the session hours alone (weekends and holidays are not known to the calendar).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Timestamp? NextOpen { get; init; }

    /// <summary>With market data problems: the time of the last (or, before the data, the first) event of the instrument.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Timestamp? DataTime { get; init; }

    /// <summary>With problems of a stream: every row up to here is durable or was reported. Send on from the next one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LastSequence { get; init; }
}

/// <summary>One field at fault.</summary>
internal sealed record FieldError
{
    /// <summary>JSON pointer (RFC 6901) into the body; /query/… and /path/… for parameters.</summary>
    /// <example>/quantity</example>
    public required string Pointer { get; init; }

    /// <summary>What was sent, as JSON text cut to 100 characters; null when the field is absent.</summary>
    /// <example>"-5"</example>
    public string? Value { get; init; }

    /// <summary>What would be valid.</summary>
    /// <example>a decimal string above 0 and up to 1000000000000, such as "50000"</example>
    public required string Expected { get; init; }

    /// <summary>The fault in words.</summary>
    public required string Message { get; init; }
}
