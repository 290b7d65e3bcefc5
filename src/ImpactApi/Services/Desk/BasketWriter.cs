using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Says a priced basket on the wire.</summary>
internal sealed class BasketWriter(BasketRequest request, BasketBook book, ReturnFactors factors, BasketCost? cost)
{
    private static readonly string[] notes =
    [
        "Cross-impact is not modelled: each position is priced as if it were traded alone; what trading one name does to the price of another is not in the numbers.",
        "Lines of one instrument and side are one order: all of them pay the impact of their sum. Buys and sells of one instrument are two orders, netted in risk only.",
        "The total's mean is the sum of means. Its spread: costs move together as prices do, by a factor model of daily returns and a normal copula; a rising price costs a buyer and saves a seller.",
        AnswerNotes.QuantilesDoNotAdd,
    ];

    public static long SeedOf(BasketRequest request) => request.Seed ?? 1;

    public BasketAnswer Write()
    {
        BasketLineAnswer[] lines = [.. book.Lines.Select(Line)];
        PreparedEstimate? any = book.Symbols.FirstOrDefault();
        int priced = lines.Count(l => l.Result is not null);
        return new BasketAnswer
        {
            Lines = lines,
            PricedCount = priced,
            RefusedCount = lines.Length - priced,
            Total = cost is null ? null : Total(cost),
            Factors = cost is null ? null : new BasketFactorsAnswer(factors.FactorCount, factors.DateCount, factors.WithoutHistory, 2 * BasketRisk.Pairs, SeedOf(request)),
            ModelId = any?.Model.Id,
            ModelHash = any?.Model.Hash,
            TrainedThrough = any?.Model.Artifact?.TrainedThrough,
            ActivatedAnyway = any?.Model.ActivatedAnyway ?? false,
            FeatureSchemaHash = any?.Model.Schema.Hash,
            Notes = notes,
        };
    }

    private BasketLineAnswer Line(BasketLine line) => new()
    {
        Index = line.Index,
        Id = line.Request.Id,
        Instrument = line.Request.Instrument,
        Side = line.Request.Side,
        Result = book.PositionOf(line)?.Result(line, Levels),
        Refusal = book.RefusalOf(line),
    };

    private double[] Levels => request.Levels ?? DeskDefaults.Levels;

    private BasketTotalAnswer Total(BasketCost total)
    {
        double perBp = total.GrossNotional / DeskDefaults.BpsPerUnit;
        return new BasketTotalAnswer
        {
            Currency = book.Currency,
            GrossNotional = total.GrossNotional,
            NetNotional = book.Positions.Sum(p => p.Side.Sign() * p.Notional),
            Slippage = ForecastParts.Forecast(total.Total, Levels),
            Exceedance = ForecastParts.Exceedance(total.Total, request.ThresholdsBps ?? DeskDefaults.ThresholdsBps),
            CostAtRisk = ForecastParts.AtRisk(total.Total, DeskDefaults.RiskLevel),
            IndependentStandardDeviationBps = total.IndependentDeviationBps,
            TemporaryBps = book.Positions.Sum(p => p.Notional * p.Estimate.TemporaryImpact.MeanBps) / total.GrossNotional,
            PermanentBps = book.Positions.Sum(p => p.Notional * p.Estimate.PermanentImpact.MeanBps) / total.GrossNotional,
            CostMoney = total.Total.MeanBps * perBp,
            StandardDeviationMoney = total.Total.StandardDeviationBps * perBp,
        };
    }
}
