using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>Several orders in one question; each is answered or refused by itself.</summary>
internal sealed record EstimateBatchRequest
{
    /// <summary>1 to 1,000 orders, as POST /v1/estimates takes them.</summary>
    [Expected("an array of 1 to 1000 orders")]
    [Required]
    [MaxLength(1_000)]
    public EstimateRequest[]? Orders { get; init; }
}

/// <summary>The answers in the order of the question.</summary>
internal sealed record EstimateBatchAnswer
{
    /// <summary>Orders that were answered.</summary>
    public required int Answered { get; init; }

    /// <summary>Orders that were refused.</summary>
    public required int Refused { get; init; }

    /// <summary>One entry for each order, in its place.</summary>
    public required IReadOnlyList<EstimateBatchItem> Results { get; init; }
}

/// <summary>What became of one order: exactly one member is there.</summary>
internal sealed record EstimateBatchItem
{
    /// <summary>The answer, with an id of its own: GET /v1/estimates/{id} returns it byte for byte.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EstimateAnswer? Estimate { get; init; }

    /// <summary>Why there is none; pointers lead into the whole body: /orders/3/quantity.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Problem? Problem { get; init; }
}
