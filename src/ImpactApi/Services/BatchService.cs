using System.Buffers;
using System.Text.Json;
using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Services;

/// <summary>Answers a batch order by order; what was said of each is what a single question would have said, byte for byte.</summary>
internal sealed class BatchService(EstimationService estimates)
{
    /// <param name="tenant">Whose answers these are; null without a key.</param>
    /// <param name="traceId">Of the request: in each problem.</param>
    /// <returns>An <see cref="EstimateBatchAnswer"/>.</returns>
    public async Task<byte[]> AnswerAsync(IReadOnlyList<Outcome<EstimateRequest>> orders, string? tenant, string traceId, CancellationToken cancellation)
    {
        Outcome<GivenAnswer>[] answers = new Outcome<GivenAnswer>[orders.Count];
        for (int i = 0; i < answers.Length; i++)
            answers[i] = orders[i].Value is { } order ? await EstimateAsync(order, tenant, i, cancellation) : orders[i].Refusal!;
        return Write(answers, traceId);
    }

    private async ValueTask<Outcome<GivenAnswer>> EstimateAsync(EstimateRequest order, string? tenant, int index, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Outcome<GivenAnswer> answer = await estimates.EstimateAsync(order, tenant, cancellation);
        return answer.Refusal is { } refused ? refused.Under($"/orders/{index}") : answer;
    }

    private static byte[] Write(Outcome<GivenAnswer>[] answers, string traceId)
    {
        int answered = answers.Count(a => a.Value is not null);
        ArrayBufferWriter<byte> buffer = new(answers.Sum(a => a.Value?.Json.Length ?? 0) + 1_024);
        using Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = WireJson.Context.Options.Encoder, SkipValidation = true });
        json.WriteStartObject();
        json.WriteNumber("answered", answered);
        json.WriteNumber("refused", answers.Length - answered);
        json.WriteStartArray("results");
        foreach (Outcome<GivenAnswer> answer in answers)
            WriteItem(json, answer, traceId);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteItem(Utf8JsonWriter json, Outcome<GivenAnswer> answer, string traceId)
    {
        json.WriteStartObject();
        json.WritePropertyName(answer.Value is null ? "problem" : "estimate");
        if (answer.Value is { } given)
            json.WriteRawValue(given.Json, skipInputValidation: true);
        else
            JsonSerializer.Serialize(json, answer.Refusal!.ToProblem(traceId), WireJson.Context.Problem);
        json.WriteEndObject();
    }
}
