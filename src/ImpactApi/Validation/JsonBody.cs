using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluentValidation;
using FluentValidation.Results;
using ImpactService.ImpactApi.Contracts;

namespace ImpactService.ImpactApi.Validation;

/// <summary>What a handler takes from a request and the validation filter has to look at first.</summary>
internal interface IRequestPart
{
    /// <summary>Null when the handler may use the part.</summary>
    Refusal? Check(IServiceProvider services);
}

/// <summary>A JSON body: bound by reading at most the limit, refused with everything that does not fit the contract or that its validator finds.</summary>
internal sealed class JsonBody<T> : IRequestPart, IBindableFromHttpContext<JsonBody<T>>
    where T : class
{
    private readonly T? content;
    private readonly Refusal? refusal;

    private JsonBody(T? content, Refusal? refusal) => (this.content, this.refusal) = (content, refusal);

    /// <summary>The contract; handlers run only after the filter has seen that there is one.</summary>
    public T Value => content ?? throw new InvalidOperationException("the validation filter is missing on this route");

    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        (ReadOnlyMemory<byte> body, Refusal? refusal) = await BodyReader.ReadAsync(context.Request);
        return refusal is null ? Read(body) : new JsonBody<T>(null, refusal);
    }

    public Refusal? Check(IServiceProvider services)
    {
        if (content is null)
            return refusal;
        ValidationResult result = services.GetRequiredService<IValidator<T>>().Validate(content);
        return result.IsValid ? null : FieldFailures.ToRefusal(result);
    }

    private static JsonBody<T> Read(ReadOnlyMemory<byte> body)
    {
        JsonTypeInfo<T> contract = (JsonTypeInfo<T>)WireJson.Context.GetTypeInfo(typeof(T))!;
        try
        {
            return JsonSerializer.Deserialize(body.Span, contract) is { } value
                ? new JsonBody<T>(value, null)
                : new JsonBody<T>(null, new Refusal(ProblemCode.InvalidRequest, "the body is null; send a JSON object"));
        }
        catch (JsonException refused)
        {
            return new JsonBody<T>(null, JsonShape.Explain(body, contract, refused));
        }
    }
}
