namespace ImpactService.ImpactApi.Contracts;

/// <summary>What a field takes, in one place: the error's "expected", whichever guard refuses the value, and a sentence of the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ExpectedAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
