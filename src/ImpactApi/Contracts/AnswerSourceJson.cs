namespace ImpactService.ImpactApi.Contracts;

/// <summary>The part of an answer's JSON that says where it comes from: market, support, rung, provenance.</summary>
internal static class AnswerSourceJson
{
    public static void Market(JsonText json, MarketStateAnswer state)
    {
        json.Raw(",\"marketState\":{\"asOf\":"u8);
        json.Time(state.AsOf);
        AnswerJson.Number(json, ",\"bid\":"u8, state.Bid);
        AnswerJson.Number(json, ",\"ask\":"u8, state.Ask);
        AnswerJson.Number(json, ",\"midPrice\":"u8, state.MidPrice);
        AnswerJson.Number(json, ",\"halfSpreadBps\":"u8, state.HalfSpreadBps);
        AnswerJson.Number(json, ",\"advUnits\":"u8, state.AdvUnits);
        json.Raw(",\"advSessions\":"u8);
        json.Number(state.AdvSessions);
        AnswerJson.Number(json, ",\"dailyVolatility\":"u8, state.DailyVolatility);
        AnswerJson.Word(json, ",\"dailyVolatilitySource\":"u8, state.DailyVolatilitySource);
        AnswerJson.Number(json, ",\"quoteAgeSeconds\":"u8, state.QuoteAgeSeconds);
        AnswerJson.Number(json, ",\"tradeAgeSeconds\":"u8, state.TradeAgeSeconds);
        AnswerJson.Number(json, ",\"depthAgeSeconds\":"u8, state.DepthAgeSeconds);
        json.Raw(",\"lastEventTime\":"u8);
        json.Time(state.LastEventTime);
        AnswerJson.Number(json, ",\"secondsToClose\":"u8, state.SecondsToClose);
        json.Raw(",\"stale\":"u8);
        json.Bool(state.Stale);
        json.Raw(",\"overrides\":"u8);
        json.Texts(state.Overrides);
        Features(json, state.Features);
        json.Raw("}"u8);
    }

    public static void Rung(JsonText json, EstimateAnswer answer)
    {
        AnswerJson.Word(json, ",\"support\":{\"overall\":"u8, answer.Support.Overall);
        AnswerJson.Word(json, ",\"size\":"u8, answer.Support.Size);
        AnswerJson.Word(json, ",\"horizon\":"u8, answer.Support.Horizon);
        AnswerJson.Word(json, ",\"takerFraction\":"u8, answer.Support.TakerFraction);
        AnswerJson.Word(json, "},\"rung\":"u8, answer.Rung);
        AnswerJson.Word(json, ",\"rungReason\":{\"code\":"u8, answer.RungReason.Code);
        AnswerJson.Word(json, ",\"text\":"u8, answer.RungReason.Text);
        json.Raw("}"u8);
    }

    public static void Provenance(JsonText json, Provenance source)
    {
        AnswerJson.Word(json, ",\"provenance\":{\"modelId\":"u8, source.ModelId);
        AnswerJson.Word(json, ",\"modelHash\":"u8, source.ModelHash);
        json.Raw(",\"trainedThrough\":"u8);
        json.Time(source.TrainedThrough);
        json.Raw(",\"inSample\":"u8);
        json.Bool(source.InSample);
        json.Raw(",\"activatedAnyway\":"u8);
        json.Bool(source.ActivatedAnyway);
        AnswerJson.Word(json, ",\"featureSchemaHash\":"u8, source.FeatureSchemaHash);
        json.Raw(",\"asOf\":"u8);
        json.Time(source.AsOf);
        json.Raw(",\"advSessions\":"u8);
        json.Number(source.AdvSessions);
        AnswerJson.Number(json, ",\"relaxationLagSeconds\":"u8, source.RelaxationLagSeconds);
        AnswerJson.Word(json, ",\"calibrationCell\":"u8, source.CalibrationCell);
        json.Raw("}"u8);
    }

    private static void Features(JsonText json, ReadOnlySpan<FeatureValue> features)
    {
        json.Raw(",\"features\":["u8);
        for (int i = 0; i < features.Length; i++)
        {
            AnswerJson.Word(json, i == 0 ? "{\"name\":"u8 : ",{\"name\":"u8, features[i].Name);
            AnswerJson.Number(json, ",\"value\":"u8, features[i].Value);
            AnswerJson.Word(json, ",\"unit\":"u8, features[i].Unit);
            json.Raw("}"u8);
        }

        json.Raw("]"u8);
    }
}
