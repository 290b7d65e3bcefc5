using System.Text.Json;

namespace ImpactService.Tests.ImpactApi;

/// <summary>What every answer promises of its own numbers.</summary>
internal static class AnswerChecks
{
    public static void AssertConsistent(ApiReply reply)
    {
        double mean = reply.Number("slippage", "meanBps");
        AssertDistributions(reply);
        double steps = reply.Number("decomposition", "spreadCostBps") + reply.Number("decomposition", "temporaryBeyondSpreadBps") + reply.Number("decomposition", "permanentBps");
        Assert.Equal(mean, steps, 1e-9);
        Assert.Equal(steps + reply.Number("decomposition", "feesBps"), reply.Number("decomposition", "totalBps"), 1e-9);
        Assert.Equal(mean, reply.Number("temporaryImpact", "meanBps") + reply.Number("permanentImpact", "meanBps"), 1e-9);
        Assert.Equal(reply.Number("priceShift", "meanBps") / 2, reply.Number("permanentImpact", "meanBps"), 1e-9);
        Assert.Equal(reply.Number("priceShift", "standardDeviationBps") / 2, reply.Number("permanentImpact", "standardDeviationBps"), 1e-9);
        double notional = double.Parse(reply.String("order", "notional")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(mean * notional / 1e4, reply.Number("money", "slippage"), Math.Abs(notional) * 1e-12 + 1e-9);
        Assert.Equal(reply.Number("decomposition", "totalBps") * notional / 1e4, reply.Number("money", "total"), Math.Abs(notional) * 1e-12 + 1e-9);
    }

    private static void AssertDistributions(ApiReply reply)
    {
        foreach (string part in (string[])["slippage", "temporaryImpact", "permanentImpact", "priceShift"])
        {
            double[] values = [.. reply.Items(part, "quantiles").Select(q => q.GetProperty("valueBps").GetDouble())];
            Assert.Equal(values.Order(), values);
            Assert.True(reply.Number(part, "standardDeviationBps") > 0);
        }

        (double Level, double Value)[] slippage = [.. reply.Items("slippage", "quantiles").Select(q => (q.GetProperty("level").GetDouble(), q.GetProperty("valueBps").GetDouble()))];
        foreach (JsonElement point in reply.Items("exceedance"))
        {
            double below = 1 - point.GetProperty("probability").GetDouble(), threshold = point.GetProperty("thresholdBps").GetDouble();
            Assert.InRange(below, 0, 1);
            Assert.All(slippage, q => Assert.True(q.Value < threshold ? q.Level <= below + 1e-9 : q.Level >= below - 1e-9));
        }

        foreach ((JsonElement risk, (double Level, double Value) quantile) in reply.Items("costAtRisk").Zip(slippage))
        {
            Assert.Equal(quantile.Value, risk.GetProperty("slippageBps").GetDouble());
            Assert.True(risk.GetProperty("expectedShortfallBps").GetDouble() >= quantile.Value);
        }

        Assert.All((string[])["size", "horizon", "takerFraction", "overall"], axis => Assert.Contains(reply.String("support", axis), (string[])["inside", "edge", "outside"]));
        Assert.Contains(reply.String("rung"), (string[])["learned", "parametric"]);
    }
}
