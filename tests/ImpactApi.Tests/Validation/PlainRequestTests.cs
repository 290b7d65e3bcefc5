using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Tests.ImpactApi.Validation;

public class PlainRequestTests
{
    private static readonly string?[] symbols = ["IBM", "ACORN-USD", "YOUNG/ONE", "", "ä", new string('X', 33), null];
    private static readonly string?[] sides = ["buy", "sell", "BUY", null];
    private static readonly string?[] sizes = ["100", "0.05", "1e3", "0", "-1", "1000000000001", "", null, null];
    private static readonly string?[] horizons = ["PT1M", "PT0S", "P32D", "1h", null];
    private static readonly string?[] strategies = ["aggressive", "passive", "balanced", "fast", null, null];
    private static readonly double?[] takers = [0, 0.5, 1, 1.01, double.NaN, null, null, null];
    private static readonly string?[] times = [null, "latest", "2013-10-10T15:00:00Z", "yesterday"];

    /// <summary>What is passed quickly would have been passed slowly, and plain questions are passed quickly.</summary>
    [Fact]
    public void IsValid_RequestsOfEveryKind_NeverPassesWhatTheRulesRefuse()
    {
        RulesAlone rules = new();
        SeededRandom random = new(3);
        int plain = 0, valid = 0;
        for (int i = 0; i < 200_000; i++)
        {
            EstimateRequest request = Random(random);
            bool isPlain = PlainRequest.IsValid(request), isValid = rules.IsValid(request);
            Assert.True(!isPlain || isValid, request.ToString());
            (plain, valid) = (plain + (isPlain ? 1 : 0), valid + (isValid ? 1 : 0));
        }

        Assert.True(plain > 100 && plain > valid / 3, $"{plain} of {valid} valid requests were plain");
    }

    private static EstimateRequest Random(SeededRandom random) => new()
    {
        Instrument = Pick(random, symbols),
        Side = Pick(random, sides),
        Quantity = Pick(random, sizes),
        Notional = random.NextInt32(4) == 0 ? Pick(random, sizes) : null,
        AdvFraction = random.NextInt32(4) == 0 ? Pick(random, sizes) : null,
        Horizon = Pick(random, horizons),
        Strategy = Pick(random, strategies),
        TakerFraction = Pick(random, takers),
        AsOf = Pick(random, times),
        Levels = random.NextInt32(8) == 0 ? [2] : null,
        Fees = random.NextInt32(8) == 0 ? new FeesRequest() : null,
        LimitPrice = random.NextInt32(8) == 0 ? WireDecimal.FromNumber(-1) : null,
    };

    private static T Pick<T>(SeededRandom random, T[] values) => values[random.NextInt32(values.Length)];

    /// <summary>The rules without the short cut.</summary>
    private sealed class RulesAlone
    {
        private readonly EstimateRequestValidator validator = new();

        /// <summary>An explicit default level makes the same request one that is not plain.</summary>
        public bool IsValid(EstimateRequest request) => validator.Validate(request with { Levels = request.Levels ?? [0.5] }).IsValid;
    }
}
