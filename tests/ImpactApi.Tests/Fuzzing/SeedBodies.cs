namespace ImpactService.Tests.ImpactApi.Fuzzing;

/// <summary>Bodies that are answered, for every operation that takes one: what is changed a little in them is often answered too, so that what lies behind the validators is reached.</summary>
internal static class SeedBodies
{
    private const string Order = """{"instrument":"ELM","side":"buy","quantity":"3000","horizon":"PT1H","asOf":"2025-10-30T15:00:00Z"}""";
    private const string Round = """{"instrument":"ACORN-USD","side":"sell","advFraction":"0.02","horizon":"PT30M","takerFraction":0.4,"asOf":"2025-10-30T15:00:00Z"}""";

    private static readonly Dictionary<string, string[]> byOperation = new(StringComparer.Ordinal)
    {
        ["/v1/estimates application/json"] =
        [
            """{"instrument":"ELM","side":"buy","quantity":"100","horizon":"PT5M","strategy":"balanced","asOf":"latest","thresholdsBps":[5,10,25],"levels":[0.05,0.5,0.95],"explain":true}""",
            """{"instrument":"ACORN-USD","side":"sell","notional":"25000.5","horizon":"PT0S","takerFraction":0.3,"asOf":"2025-10-30T15:00:00.5Z","limitPrice":"2400","fees":{"bps":0.5}}""",
            """{"instrument":"YOUNG/ONE","side":"buy","advFraction":"0.01","horizon":"PT1H30M","asOf":"2025-10-31T13:35:00Z","marketState":{"advUnits":"1000000","dailyVolatility":"0.02","halfSpreadBps":3,"price":"50.25"},"fees":{"perUnit":"0.01"}}""",
        ],
        ["/v1/estimates:batch application/json"] =
        [
            $$"""{"orders":[{{Order}},{{Round}},{"instrument":"NOPE","side":"buy","quantity":"1","horizon":"PT5M"}]}""",
            $$"""{"orders":[{{Round}}]}""",
        ],
        ["/v1/cost-curves application/json"] =
        [
            """{"instrument":"ELM","side":"sell","asOf":"2025-10-30T15:00:00Z","quantities":["500","2000"],"horizons":["PT5M","PT40M"],"levels":[0.05,0.95],"strategy":"passive"}""",
            """{"instrument":"ACORN-USD","side":"buy","asOf":"latest","advFractions":["0.001","0.05"],"participations":[0.02,0.5],"takerFraction":0.7,"thresholdsBps":[1,5]}""",
        ],
        ["/v1/scenarios:compare application/json"] =
        [
            $$"""{"order":{{Order}},"ways":[{"name":"now","takerFraction":0.25},{"participation":0.1},{"startDelay":"PT30M","strategy":"passive"}],"riskWeight":0.3,"levels":[0.1,0.9]}""",
            $$"""{"order":{{Round}},"thresholdsBps":[2,4],"costAtRiskLevel":0.9}""",
        ],
        ["/v1/schedules application/json"] =
        [
            $$"""{"order":{{Order}},"strategies":["twap","vwap","optimal"],"maxParticipation":0.4,"lotSize":"10","blackouts":[{"from":"2025-10-30T15:20:00Z","to":"2025-10-30T15:30:00Z","reason":"news"}],"frontierPoints":3}""",
            $$"""{"order":{{Round}},"riskAversionPerBps":0.01,"alpha":{"bpsPerHour":4,"halfLife":"PT1H"},"mustComplete":false,"sliceLength":"PT5M","frontierPoints":0}""",
        ],
        ["/v1/rfq:evaluate application/json"] =
        [
            $$"""{"order":{{Order}},"quotes":[{"dealer":"A","price":"100.10"},{"dealer":"B","price":"101"}],"dealersAsked":2,"riskLevels":[0.5,0.95]}""",
            $$"""{"order":{{Round}},"dealersAsked":3,"history":[{"dealersAsked":1,"markOutBps":0.5},{"dealersAsked":4,"markOutBps":2}],"riskWeight":0.2}""",
        ],
        ["/v1/baskets application/json"] =
        [
            """{"horizon":"PT30M","asOf":"latest","lines":[{"id":"a","instrument":"ELM","side":"buy","quantity":"1000"},{"instrument":"ACORN-USD","side":"sell","notional":"5000"},{"instrument":"ELM","side":"sell","advFraction":"0.01"}],"seed":7}""",
            """{"horizon":"PT10M","asOf":"2025-10-30T15:00:00Z","wait":false,"takerFraction":0.5,"lines":[{"instrument":"ELM","side":"buy","quantity":"500"}],"currency":"EUR","currencyRates":{"USD":"0.9"}}""",
        ],
        ["/v1/market-data text/csv"] =
        [
            """
            sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size
            1,2025-10-31T16:00:00Z,SEEDED,quote,,,,40.1,100,40.2,100
            2,2025-10-31T16:00:01Z,SEEDED,trade,40.2,50,buy,,,,
            3,2025-10-31T16:00:02Z,ELM,quote,,,,40.1,100,40.2,100

            """,
        ],
        ["/v1/market-data application/x-ndjson"] =
        [
            """
            {"sequence":1,"type":"quote","instrument":"SEEDED","eventTime":"2025-10-31T16:00:00Z","bid":40.1,"bidSize":100,"ask":40.2,"askSize":100}
            {"sequence":2,"type":"trade","instrument":"SEEDED","eventTime":"2025-10-31T16:00:01Z","price":40.2,"size":50,"side":"buy"}
            {"sequence":3,"type":"depth","instrument":"SEEDED","eventTime":"2025-10-31T16:00:02Z","bidPrices":[40.1,40],"bidSizes":[100,200],"askPrices":[40.2,40.3],"askSizes":[100,50]}

            """,
        ],
        ["/v1/signals text/csv"] = ["sequence,source,name,instrument,event_time,known_time,value\n1,news,sentiment,ELM,2025-10-31T16:00:00Z,,0.4\n2,macro,surprise,,2025-10-31T16:00:00Z,2025-10-31T16:00:01Z,-1.5\n"],
        ["/v1/signals application/x-ndjson"] = ["""{"sequence":1,"source":"news","name":"sentiment","instrument":"ELM","eventTime":"2025-10-31T16:00:00Z","value":0.4}"""],
        ["/v1/executions text/csv"] =
        [
            "sequence,order_id,instrument,side,arrival_time,end_time,quantity,average_price\n1,fuzz-1,ELM,sell,2025-10-31T16:00:00Z,2025-10-31T16:10:00Z,10,20\n",
            "sequence,order_id,event_time,price,size,liquidity\n1,fuzz-1,2025-10-31T16:01:00Z,20,10,taker\n",
        ],
        ["/v1/executions application/x-ndjson"] =
        [
            """
            {"sequence":1,"type":"order","orderId":"fuzz-2","instrument":"ELM","side":"sell","arrivalTime":"2025-10-31T16:00:00Z","endTime":"2025-10-31T16:10:00Z","quantity":10,"averagePrice":20}
            {"sequence":2,"type":"fill","orderId":"fuzz-2","eventTime":"2025-10-31T16:01:00Z","price":20,"size":10,"liquidity":"taker"}

            """,
        ],
    };

    /// <summary>Fails where an operation is new and has no body here.</summary>
    public static string[] Of(ApiOperation operation, string contentType) =>
        byOperation.TryGetValue($"{operation.Path} {contentType}", out string[]? bodies) ? bodies : throw new KeyNotFoundException($"{operation.Name} takes {contentType}: add a body that it answers to {nameof(SeedBodies)}");
}
