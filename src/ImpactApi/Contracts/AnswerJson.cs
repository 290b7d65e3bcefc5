using System.Globalization;
using System.Text;
using System.Text.Json;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>
/// Writes an <see cref="EstimateAnswer"/> as the serializer would, byte for byte, in a tenth of its time: an answer holds some 230 numbers, and is written twenty thousand times a second.
/// </summary>
internal static class AnswerJson
{
    /// <summary>[17] How the levels begin that most answers have, five times each.</summary>
    private static readonly byte[][] usualLevels = [.. QuantileLevels.All.ToArray().Select((level, i) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}{{\"level\":{level}")))];

    [ThreadStatic]
    private static JsonText? text;

    public static byte[] Write(EstimateAnswer answer)
    {
        JsonText json = text ??= new JsonText();
        json.Clear();
        json.Raw("{\"estimateId\":"u8);
        json.Id(answer.EstimateId);
        Order(json, answer.Order);
        Forecast(json, ",\"slippage\":"u8, answer.Slippage);
        Forecast(json, ",\"temporaryImpact\":"u8, answer.TemporaryImpact);
        Forecast(json, ",\"permanentImpact\":"u8, answer.PermanentImpact);
        Forecast(json, ",\"priceShift\":"u8, answer.PriceShift);
        Exceedance(json, answer.Exceedance);
        AtRisk(json, answer.CostAtRisk);
        Costs(json, answer);
        Laws(json, answer.Laws);
        AnswerSourceJson.Market(json, answer.MarketState);
        if (answer.Explanation is { } explanation)
            Part(json, ",\"explanation\":"u8, JsonSerializer.SerializeToUtf8Bytes(explanation, WireJson.Context.ExplanationAnswer));
        AnswerSourceJson.Rung(json, answer);
        AnswerSourceJson.Provenance(json, answer.Provenance);
        json.Raw(",\"recorded\":"u8);
        json.Bool(answer.Recorded);
        json.Raw(",\"notes\":"u8);
        json.Texts(answer.Notes);
        json.Raw("}"u8);
        return json.Written.ToArray();
    }

    /// <summary>A name with the punctuation around it, and its number.</summary>
    public static void Number(JsonText json, ReadOnlySpan<byte> name, double? value)
    {
        json.Raw(name);
        json.Number(value);
    }

    private static void Text(JsonText json, ReadOnlySpan<byte> name, string? value)
    {
        json.Raw(name);
        json.Text(value);
    }

    /// <summary>See <see cref="JsonText.Word"/>.</summary>
    public static void Word(JsonText json, ReadOnlySpan<byte> name, string? value)
    {
        json.Raw(name);
        json.Word(value);
    }

    private static void Part(JsonText json, ReadOnlySpan<byte> name, byte[] value)
    {
        json.Raw(name);
        json.Raw(value);
    }

    private static void Order(JsonText json, NormalisedOrder order)
    {
        Word(json, ",\"order\":{\"instrument\":"u8, order.Instrument);
        Word(json, ",\"side\":"u8, order.Side);
        Text(json, ",\"quantity\":"u8, order.Quantity);
        Text(json, ",\"notional\":"u8, order.Notional);
        Word(json, ",\"currency\":"u8, order.Currency);
        Number(json, ",\"advFraction\":"u8, order.AdvFraction);
        Number(json, ",\"participation\":"u8, order.Participation);
        Text(json, ",\"horizon\":"u8, order.Horizon);
        Number(json, ",\"horizonSeconds\":"u8, order.HorizonSeconds);
        Text(json, ",\"strategy\":"u8, order.Strategy);
        json.Raw(",\"strategyAssumed\":"u8);
        json.Bool(order.StrategyAssumed);
        Number(json, ",\"takerFraction\":"u8, order.TakerFraction);
        json.Raw(",\"arrivalTime\":"u8);
        json.Time(order.ArrivalTime);
        json.Raw(",\"endTime\":"u8);
        json.Time(order.EndTime);
        Number(json, ",\"arrivalPrice\":"u8, order.ArrivalPrice);
        json.Raw("}"u8);
    }

    private static void Forecast(JsonText json, ReadOnlySpan<byte> name, CostForecast cost)
    {
        json.Raw(name);
        Number(json, "{\"meanBps\":"u8, cost.MeanBps);
        Number(json, ",\"standardDeviationBps\":"u8, cost.StandardDeviationBps);
        json.Raw(",\"quantiles\":["u8);
        for (int i = 0; i < cost.Quantiles.Length; i++)
        {
            QuantilePoint point = cost.Quantiles[i];
            Level(json, i, point.Level);
            Number(json, ",\"valueBps\":"u8, point.ValueBps);
            json.Raw("}"u8);
        }

        json.Raw("]}"u8);
    }

    private static void Level(JsonText json, int i, double level)
    {
        if (i < usualLevels.Length && level == QuantileLevels.All[i])
            json.Raw(usualLevels[i]);
        else
            Number(json, i == 0 ? "{\"level\":"u8 : ",{\"level\":"u8, level);
    }

    private static void Exceedance(JsonText json, ReadOnlySpan<ExceedancePoint> points)
    {
        json.Raw(",\"exceedance\":["u8);
        for (int i = 0; i < points.Length; i++)
        {
            Number(json, i == 0 ? "{\"thresholdBps\":"u8 : ",{\"thresholdBps\":"u8, points[i].ThresholdBps);
            Number(json, ",\"probability\":"u8, points[i].Probability);
            json.Raw("}"u8);
        }

        json.Raw("]"u8);
    }

    private static void AtRisk(JsonText json, ReadOnlySpan<CostAtRiskPoint> points)
    {
        json.Raw(",\"costAtRisk\":["u8);
        for (int i = 0; i < points.Length; i++)
        {
            Level(json, i, points[i].Level);
            Number(json, ",\"slippageBps\":"u8, points[i].SlippageBps);
            Number(json, ",\"expectedShortfallBps\":"u8, points[i].ExpectedShortfallBps);
            json.Raw("}"u8);
        }

        json.Raw("]"u8);
    }

    private static void Costs(JsonText json, EstimateAnswer answer)
    {
        Decomposition steps = answer.Decomposition;
        Number(json, ",\"decomposition\":{\"spreadCostBps\":"u8, steps.SpreadCostBps);
        Number(json, ",\"temporaryBeyondSpreadBps\":"u8, steps.TemporaryBeyondSpreadBps);
        Number(json, ",\"permanentBps\":"u8, steps.PermanentBps);
        Number(json, ",\"feesBps\":"u8, steps.FeesBps);
        Number(json, ",\"totalBps\":"u8, steps.TotalBps);
        Number(json, ",\"timingRiskBps\":"u8, steps.TimingRiskBps);
        MoneyCosts money = answer.Money;
        Word(json, "},\"money\":{\"currency\":"u8, money.Currency);
        Number(json, ",\"slippage\":"u8, money.Slippage);
        Number(json, ",\"slippageStandardDeviation\":"u8, money.SlippageStandardDeviation);
        Number(json, ",\"temporaryImpact\":"u8, money.TemporaryImpact);
        Number(json, ",\"permanentImpact\":"u8, money.PermanentImpact);
        Number(json, ",\"spreadCost\":"u8, money.SpreadCost);
        Number(json, ",\"temporaryBeyondSpread\":"u8, money.TemporaryBeyondSpread);
        Number(json, ",\"fees\":"u8, money.Fees);
        Number(json, ",\"total\":"u8, money.Total);
        json.Raw("}"u8);
        if (answer.Limit is { } limit)
            Part(json, ",\"limit\":"u8, JsonSerializer.SerializeToUtf8Bytes(limit, WireJson.Context.LimitAnswer));
    }

    private static void Laws(JsonText json, ReadOnlySpan<LawMean> laws)
    {
        json.Raw(",\"laws\":["u8);
        for (int i = 0; i < laws.Length; i++)
        {
            Word(json, i == 0 ? "{\"name\":"u8 : ",{\"name\":"u8, laws[i].Name);
            Number(json, ",\"slippageMeanBps\":"u8, laws[i].SlippageMeanBps);
            Number(json, ",\"priceShiftMeanBps\":"u8, laws[i].PriceShiftMeanBps);
            json.Raw("}"u8);
        }

        json.Raw("]"u8);
    }
}
