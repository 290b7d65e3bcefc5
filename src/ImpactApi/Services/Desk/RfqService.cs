using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactApi.Validation.Desk;
using ImpactService.ImpactModels.Distribution;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Holds dealers' quotes against the forecast of working the order.</summary>
internal sealed class RfqService(EstimationService estimates) : IDeskService<RfqRequest, RfqAnswer>
{
    private static readonly double[] defaultRiskLevels = [0.5, 0.75, 0.9, 0.95];

    private const string LeakageNote = "Leakage is a cost of working after dealers have been asked, because they know of the order by then; who deals at a quote does not pay it.";

    public async Task<Outcome<RfqAnswer>> AnswerAsync(RfqRequest request, CancellationToken cancellation)
    {
        Outcome<PreparedEstimate> prepared = await estimates.PrepareAsync(request.Order!.ToEstimate(), cancellation);
        if (prepared.Value is null)
            return prepared.Refusal!.Under("/order");
        return WrongSide(request, prepared.Value) is { } wrong ? wrong : Evaluate(request, prepared.Value);
    }

    /// <summary>A buyer's quote below the bid, or a seller's above the ask, is for the other side; one far from the market is for something else.</summary>
    private static Refusal? WrongSide(RfqRequest request, PreparedEstimate prepared)
    {
        MarketState state = prepared.Market.State;
        double side = prepared.Order.Side.Sign(), nearTouchBps = -state.HalfSpreadBps;
        List<FieldError> errors = [];
        for (int i = 0; i < (request.Quotes?.Count ?? 0); i++)
        {
            double price = request.Quotes![i].Price!.Value.Value, costBps = side * (price - state.Mid) / state.Mid * DeskDefaults.BpsPerUnit;
            bool isWrong = costBps < nearTouchBps - 1e-6;
            if (!isWrong && costBps <= DeskLimits.QuoteCostBpsMax)
                continue;
            string near = side > 0 ? "bid" : "ask", than = side > 0 ? "at or above" : "at or below";
            errors.Add(new FieldError
            {
                Pointer = $"/quotes/{i}/price",
                Value = request.Quotes[i].Price!.Value.Text,
                Expected = $"a price {than} the {near} of {PriceAt(prepared, nearTouchBps):0.########}, at most {DeskLimits.QuoteCostBpsMax:0} bps from the mid of {state.Mid:0.########}",
                Message = isWrong ? $"a {WireName.Of(prepared.Order.Side)} at this price would beat the {near}: the quote is for the other side" : "the quote is so far from the market that it must be for something else",
            });
        }

        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }

    private static RfqAnswer Evaluate(RfqRequest request, PreparedEstimate prepared)
    {
        ImpactEstimate estimate = prepared.Estimate();
        CostDistribution working = estimate.Slippage;
        LeakageAnswer leakage = Leakage(request);
        double weight = request.RiskWeight ?? DeskDefaults.RiskWeight;
        double reservation = working.MeanBps + (leakage.CostBps ?? 0) + weight * working.StandardDeviationBps;
        QuoteAnswer[] quotes = Quotes(request, prepared, working, leakage.CostBps ?? 0);
        (string verdict, string text) = RfqVerdict.Of(quotes, working, leakage.CostBps, reservation);
        AnswerFrame frame = OrderDesk.FrameOf(prepared);
        return new RfqAnswer
        {
            Order = frame.Order,
            Slippage = ForecastParts.Forecast(working, request.Levels ?? DeskDefaults.Levels),
            FairValue = new FairValueAnswer(PriceAt(prepared, working.MeanBps), PriceAt(prepared, working.QuantileBps(0.25)), PriceAt(prepared, working.QuantileBps(0.75)), PriceAt(prepared, reservation)),
            Quotes = quotes,
            Leakage = leakage,
            Verdict = verdict,
            VerdictText = text,
            ReservationBps = reservation,
            RiskWeight = weight,
            SellSide = [.. (request.RiskLevels ?? defaultRiskLevels).Select(level => Covering(prepared, working, level))],
            Support = ForecastParts.Support(estimate.Support),
            Rung = WireName.Of(estimate.Rung),
            RungReason = ForecastParts.Reason(estimate.Reason),
            MarketState = frame.MarketState,
            Provenance = frame.Provenance with { CalibrationCell = estimate.CalibrationCell },
            Notes = [.. frame.Notes, LeakageNote],
        };
    }

    private static QuoteAnswer[] Quotes(RfqRequest request, PreparedEstimate prepared, CostDistribution working, double leakageBps)
    {
        MarketState state = prepared.Market.State;
        double side = prepared.Order.Side.Sign(), perBp = prepared.Order.Quantity * state.Mid / DeskDefaults.BpsPerUnit;
        double[] costs = [.. (request.Quotes ?? []).Select(q => side * (q.Price!.Value.Value - state.Mid) / state.Mid * DeskDefaults.BpsPerUnit)];
        return
        [
            .. costs.Select((cost, i) =>
            {
                QuoteValue value = QuoteValue.Of(working, cost, leakageBps);
                QuoteRequest quote = request.Quotes![i];
                return new QuoteAnswer(
                    quote.Dealer!, quote.Price!.Value.Value, cost, value.Percentile, value.ExpectedSavingBps, value.ExpectedSavingBps * perBp, value.SavingProbability, 1 + costs.Count(c => c < cost));
            }),
        ];
    }

    private static LeakageAnswer Leakage(RfqRequest request)
    {
        int asked = request.DealersAsked ?? request.Quotes?.Count ?? 0, count = request.History?.Count ?? 0;
        QuoteMarkOut[] history = [.. (request.History ?? []).Select(h => new QuoteMarkOut(h.DealersAsked!.Value, h.MarkOutBps!.Value))];
        if (asked == 0)
            return new LeakageAnswer(0, null, null, null, count, "nobody was asked, so nobody knows");
        return QuoteLeakage.Estimate(history, asked) is { } estimate
            ? new LeakageAnswer(asked, estimate.CostBps, estimate.StandardErrorBps, estimate.PerDealerBps, count, $"least squares of mark-out on dealers asked over {count} earlier requests")
            : new LeakageAnswer(asked, null, null, null, count, $"{count} earlier requests were given; with fewer than {QuoteLeakage.ObservationsMin} the mark-outs say nothing, and no number is invented");
    }

    private static CoveringQuoteAnswer Covering(PreparedEstimate prepared, CostDistribution working, double level)
    {
        CoveringQuote quote = CoveringQuote.Of(working, level);
        return new CoveringQuoteAnswer(level, quote.QuoteBps, PriceAt(prepared, quote.QuoteBps), quote.ExpectedMarginBps, quote.ExpectedLossBps);
    }

    private static double PriceAt(PreparedEstimate prepared, double costBps) => prepared.Market.State.Mid * (1 + prepared.Order.Side.Sign() * costBps / DeskDefaults.BpsPerUnit);
}
