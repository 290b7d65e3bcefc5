using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>From the size as it was given to units of the instrument.</summary>
internal static class OrderSizing
{
    /// <param name="state">Has a mid and ADV.</param>
    public static Outcome<OrderProfile> ToOrder(EstimateQuery query, MarketState state)
    {
        double quantity = Quantity(query, state);
        double adv = state.AdvUnits!.Value;
        if (!(quantity >= EstimateLimits.QuantityMin))
            return Refusal.Invalid(Fault(query, "a larger size", $"the order is smaller than one unit in {1 / EstimateLimits.QuantityMin:0}"));
        if (!(quantity <= EstimateLimits.AdvFractionMax * adv))
            return TooLarge(query, quantity, adv);
        return new OrderProfile(query.Symbol, query.Side, quantity, state.AsOf, query.HorizonSeconds, query.TakerFraction);
    }

    /// <summary>A given quantity is left alone; one that is computed is rounded to whole lots, at least one, where the lot size is known.</summary>
    private static double Quantity(EstimateQuery query, MarketState state)
    {
        if (query.SizeKind == SizeKind.Quantity)
            return query.Size;
        double units = query.SizeKind == SizeKind.Notional ? query.Size / state.Mid : query.Size * state.AdvUnits!.Value;
        return state.Instrument.LotSize is { } lot and > 0 ? Math.Max(1, Math.Round(units / lot)) * lot : units;
    }

    private static Refusal TooLarge(EstimateQuery query, double quantity, double adv)
    {
        double quantityMax = EstimateLimits.AdvFractionMax * adv;
        FieldError error = Fault(query, $"at most {quantityMax:0.######} units ({EstimateLimits.AdvFractionMax} average days)", $"the order is {quantity / adv:0.#} average days of {query.Symbol}; no law holds there");
        return new Refusal(ProblemCode.OrderTooLarge, error.Message) { Errors = [error] };
    }

    private static FieldError Fault(EstimateQuery query, string expected, string message) => new()
    {
        Pointer = query.SizeKind switch { SizeKind.Quantity => "/quantity", SizeKind.Notional => "/notional", _ => "/advFraction" },
        Value = query.Request.Quantity ?? query.Request.Notional ?? query.Request.AdvFraction,
        Expected = expected,
        Message = message,
    };
}
