using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>An expected failure as a value: becomes a <see cref="Problem"/> at the edge.</summary>
internal sealed record Refusal(ProblemCode Code, string Detail)
{
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public double? SecondsLeft { get; init; }

    public Timestamp? NextOpen { get; init; }

    public Timestamp? DataTime { get; init; }

    public long? LastSequence { get; init; }

    /// <summary>When it is worth asking again; sent as Retry-After.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static Refusal Invalid(params IReadOnlyList<FieldError> errors) => new(ProblemCode.InvalidRequest, Summary(errors)) { Errors = errors };

    /// <summary>The same refusal of a part of a larger request: its pointers begin with that of the part.</summary>
    public Refusal Under(string pointer) => this with { Errors = [.. Errors.Select(e => e with { Pointer = pointer + e.Pointer })] };

    public Problem ToProblem(string traceId)
    {
        ProblemKind kind = ProblemKind.Of(Code);
        return new Problem
        {
            Type = kind.Type,
            Title = kind.Title,
            Status = kind.Status,
            Detail = Detail,
            Code = kind.WireCode,
            Errors = Errors,
            TraceId = traceId,
            SecondsLeft = SecondsLeft,
            NextOpen = NextOpen,
            DataTime = DataTime,
            LastSequence = LastSequence,
        };
    }

    private static string Summary(IReadOnlyList<FieldError> errors) => errors.Count == 1
        ? errors[0].Message
        : $"{errors.Count} fields are not valid; the first: {errors[0].Message}";
}

/// <summary>Either a value or the reason why there is none.</summary>
internal readonly record struct Outcome<T>
    where T : class
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }

    public Refusal? Refusal { get; }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
