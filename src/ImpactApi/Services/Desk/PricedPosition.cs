using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>All lines of one instrument and side as one order, and its forecast.</summary>
/// <param name="Rate">Price of the instrument's currency in that of the totals.</param>
internal sealed record PricedPosition(PreparedEstimate Prepared, BasketLine[] Lines, ImpactEstimate Estimate, double Rate)
{
    public double Notional => Prepared.Order.Quantity * Prepared.Market.State.Mid * Rate;

    public Side Side => Prepared.Order.Side;

    /// <summary>Adds the lines up, or says why together they are no order.</summary>
    public static Outcome<PricedPosition> Of(BasketLine[] lines, double rate)
    {
        PreparedEstimate first = lines[0].Prepared!;
        double quantity = lines.Sum(l => l.Prepared!.Order.Quantity), quantityMax = EstimateLimits.AdvFractionMax * first.Market.State.AdvUnits!.Value;
        if (!(quantity <= quantityMax))
            return new Refusal(ProblemCode.OrderTooLarge, $"the {lines.Length} lines of {first.Order.Symbol} on this side are together {DecimalText.Format(quantity)} units; at most {quantityMax:0.######} ({EstimateLimits.AdvFractionMax} average days)");
        PreparedEstimate prepared = first.With(first.Order with { Quantity = quantity });
        return new PricedPosition(prepared, lines, prepared.Estimate(), rate);
    }

    public BasketLineResult Result(BasketLine line, double[] levels)
    {
        MarketState state = Prepared.Market.State;
        double notional = line.Prepared!.Order.Quantity * state.Mid * Rate;
        return new BasketLineResult
        {
            Quantity = DecimalText.Format(line.Prepared.Order.Quantity),
            PositionQuantity = DecimalText.Format(Prepared.Order.Quantity),
            PositionLines = Lines.Length,
            ArrivalPrice = state.Mid,
            ArrivalTime = Prepared.Order.ArrivalTime,
            Notional = notional,
            AdvFraction = Feature("adv_fraction"),
            Participation = Feature("participation"),
            Slippage = ForecastParts.Forecast(Estimate.Slippage, levels),
            TemporaryBps = Estimate.TemporaryImpact.MeanBps,
            PermanentBps = Estimate.PermanentImpact.MeanBps,
            CostMoney = Estimate.Slippage.MeanBps * notional / DeskDefaults.BpsPerUnit,
            Support = ForecastParts.Support(Estimate.Support),
            Rung = WireName.Of(Estimate.Rung),
            RungReason = WireName.Of(Estimate.Reason),
            QuoteAgeSeconds = EstimateResult.Finite(state.QuoteAgeSeconds),
            Stale = Prepared.Market.IsStale,
            InSample = Prepared.Model.Artifact is { } artifact && state.AsOf <= artifact.TrainedThrough,
            AdvSessions = state.AdvSessions,
            CalibrationCell = Estimate.CalibrationCell,
            RelaxationLagSeconds = Estimate.RelaxationLagSeconds,
        };
    }

    private double? Feature(string name) => EstimateResult.Finite(Prepared.Features[Prepared.Model.Schema.IndexOf(name)]);
}
