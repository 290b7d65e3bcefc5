using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Hosting;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>A market state as an estimate may use it: overrides applied, every refusal behind it.</summary>
/// <param name="State">Has a session, a mid, a half spread, ADV and volatility.</param>
/// <param name="Overrides">Members of the request's marketState that were used.</param>
/// <param name="IsStale">The quote is older than the learned rung allows.</param>
internal sealed record EstimateMarket(MarketState State, IReadOnlyList<string> Overrides, bool IsStale)
{
    /// <summary>The overrides that stand in for a quote.</summary>
    public static bool ReplacesQuote(MarketStateRequest? overrides) => overrides is { Price: not null, HalfSpreadBps: not null };

    public static MarketState Override(MarketState state, MarketStateRequest? overrides)
    {
        if (overrides is null)
            return state;
        return state with
        {
            AdvUnits = overrides.AdvUnits?.Value ?? state.AdvUnits,
            DailyVolatility = overrides.DailyVolatility?.Value ?? state.DailyVolatility,
            HalfSpreadBps = overrides.HalfSpreadBps?.Value ?? state.HalfSpreadBps,
            Mid = overrides.Price?.Value ?? state.Mid,
        };
    }

    /// <summary>The checks on a state that has a session and a price.</summary>
    public static Outcome<EstimateMarket> Check(MarketState measured, MarketStateRequest? overrides, double horizonSeconds, ImpactOptions options)
    {
        MarketState state = Override(measured, overrides);
        bool ownPrice = ReplacesQuote(overrides);
        if (!ownPrice && !(measured.QuoteAgeSeconds <= options.RefuseAfterSeconds))
            return Stale(measured, options);
        if (Missing(state) is { Count: > 0 } missing)
            return Refusal.Invalid(missing) with { Code = ProblemCode.NoMarketData };
        double secondsLeft = state.Session!.Value.Close.SecondsSince(state.AsOf);
        if (!(horizonSeconds <= secondsLeft))
            return PastEnd(state, horizonSeconds, secondsLeft);
        bool isStale = measured.Quote is not null && measured.QuoteAgeSeconds > options.StaleAfterSeconds;
        return new EstimateMarket(state, Names(overrides), isStale);
    }

    private static Refusal Stale(MarketState state, ImpactOptions options) =>
        new(ProblemCode.StaleMarketData,
            $"the last quote of {state.Instrument.Symbol} is {state.QuoteAgeSeconds:0.###} s older than asOf {state.AsOf}; up to {options.RefuseAfterSeconds:0.###} s are accepted. Ask as of \"latest\", or give price and halfSpreadBps in marketState")
        {
            DataTime = state.LastEventTime,
        };

    private static Refusal PastEnd(MarketState state, double horizonSeconds, double secondsLeft)
    {
        string left = Validation.IsoDuration.Format(Math.Floor(secondsLeft));
        FieldError error = new()
        {
            Pointer = "/horizon",
            Value = Validation.IsoDuration.Format(horizonSeconds),
            Expected = $"a duration up to {left}, or an earlier asOf",
            Message = $"the session of {state.Instrument.Symbol} ends at {state.Session!.Value.Close}, {left} after {state.AsOf}; orders over several sessions are not estimated",
        };
        return new Refusal(ProblemCode.HorizonPastSessionEnd, error.Message) { Errors = [error], SecondsLeft = secondsLeft };
    }

    private static List<FieldError> Missing(MarketState state)
    {
        List<FieldError> missing = [];
        if (!(state.AdvUnits > 0))
            missing.Add(MissingField("advUnits", "an average daily volume in units such as \"4000000\"", $"no session of {state.Instrument.Symbol} before {state.AsOf} tells its daily volume"));
        if (!(state.DailyVolatility > 0))
            missing.Add(MissingField("dailyVolatility", "a daily volatility such as \"0.02\"", $"no session of {state.Instrument.Symbol} before {state.AsOf} tells its volatility"));
        return missing;
    }

    private static FieldError MissingField(string name, string expected, string message) =>
        new() { Pointer = $"/marketState/{name}", Expected = expected, Message = $"{message}; give marketState.{name}" };

    private static string[] Names(MarketStateRequest? overrides) =>
    [
        .. new (string Name, bool Given)[]
        {
            ("advUnits", overrides?.AdvUnits is not null),
            ("dailyVolatility", overrides?.DailyVolatility is not null),
            ("halfSpreadBps", overrides?.HalfSpreadBps is not null),
            ("price", overrides?.Price is not null),
        }.Where(o => o.Given).Select(o => o.Name),
    ];
}
