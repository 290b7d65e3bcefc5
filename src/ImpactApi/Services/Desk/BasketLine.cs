using FluentValidation.Results;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Validation;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>A line on its way to a price: prepared alone, or refused.</summary>
internal sealed record BasketLine(int Index, BasketLineRequest Request, PreparedEstimate? Prepared, PartRefusal? Refusal);

/// <summary>Prepares the lines of a basket: each instrument's market is looked up once, each line is judged by the rules of an estimate.</summary>
internal sealed class BasketLines(EstimationService estimates, BasketRequest basket)
{
    private static readonly EstimateRequestValidator rules = new();

    private readonly Dictionary<string, PreparedEstimate> templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PartRefusal> refused = new(StringComparer.Ordinal);

    public async Task<BasketLine> PrepareAsync(int index, CancellationToken cancellation)
    {
        BasketLineRequest line = basket.Lines![index];
        EstimateRequest question = Question(line);
        ValidationResult valid = rules.Validate(question);
        if (!valid.IsValid)
            return Refuse(index, line, FieldFailures.ToRefusal(valid));
        if (refused.TryGetValue(line.Instrument!, out PartRefusal? known))
            return new BasketLine(index, line, null, known);
        Outcome<PreparedEstimate> prepared = templates.TryGetValue(line.Instrument!, out PreparedEstimate? template)
            ? Resized(template, question)
            : await estimates.PrepareAsync(question, cancellation);
        if (prepared.Value is not { } priced)
            return Refuse(index, line, prepared.Refusal!);
        templates.TryAdd(line.Instrument!, priced);
        return new BasketLine(index, line, priced, null);
    }

    private static Outcome<PreparedEstimate> Resized(PreparedEstimate template, EstimateRequest question)
    {
        EstimateQuery query = EstimateQuery.From(question);
        Outcome<ImpactModels.Market.OrderProfile> order = OrderSizing.ToOrder(query, template.Market.State);
        return order.Value is null ? order.Refusal! : template.With(order.Value) with { Query = query };
    }

    /// <summary>What is wrong with an instrument's market is wrong for all of its lines; what is wrong with a size is the line's own.</summary>
    private BasketLine Refuse(int index, BasketLineRequest line, Refusal refusal)
    {
        PartRefusal part = PartRefusal.Of(refusal);
        if (refusal.Code is not (ProblemCode.InvalidRequest or ProblemCode.OrderTooLarge))
            refused[line.Instrument!] = part;
        return new BasketLine(index, line, null, part);
    }

    private EstimateRequest Question(BasketLineRequest line) => new()
    {
        Instrument = line.Instrument,
        Side = line.Side,
        Quantity = line.Quantity,
        Notional = line.Notional,
        AdvFraction = line.AdvFraction,
        Horizon = basket.Horizon,
        Strategy = basket.Strategy,
        TakerFraction = basket.TakerFraction,
        AsOf = basket.AsOf,
    };
}
