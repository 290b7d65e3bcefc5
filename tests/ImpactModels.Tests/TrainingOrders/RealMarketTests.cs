using System.Globalization;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;
using Xunit.Abstractions;

namespace ImpactService.Tests.ImpactModels.TrainingOrders;

/// <summary>Metaorders of four real days: the size law that comes out for several N, and the negative control that it must vanish with independent signs.</summary>
public sealed class RealMarketTests(ITestOutputHelper output)
{
    /// <summary>What independent signs may leave of the amplitude (definitions, section 6).</summary>
    private const double MaximumControlShare = 0.05;

    /// <summary>One draw of signs leaves sampling noise of several per cent of the amplitude where runs are long.</summary>
    private const int ControlDraws = 4;

    private static readonly int[] TraderCounts = [5, 20, 50, 200];

    [SharedDataFact(LeanSessions.Folder)]
    public void Metaorders_OfIbm_KeepTheirAmplitudeOnlyWithTheRealSigns() => AssertControl("IBM");

    [SharedDataFact(LeanSessions.Folder)]
    public void Metaorders_OfAig_KeepTheirAmplitudeOnlyWithTheRealSigns() => AssertControl("AIG");

    [SharedDataFact(LeanSessions.Folder)]
    public void Metaorders_OfBac_KeepTheirAmplitudeOnlyWithTheRealSigns() => AssertControl("BAC");

    private void AssertControl(string symbol)
    {
        HistoryView history = LeanSessions.History(symbol).Before(new DateOnly(2013, 10, 7));
        SizeLawBins[] real = Bins(), control = Bins(), lagged = Bins(), laggedControl = Bins(), sameDay = Bins();
        var random = new SeededRandom(20131007);
        foreach (SessionTape tape in LeanSessions.Read(symbol))
        {
            TapeIndex index = TapeIndex.Build(tape);
            var scale = new SessionScale(index, history.AdvUnits!.Value, history.DailyVolatility!.Value);
            Collect(scale, real, lagged);
            Collect(SameDay(index), sameDay, Bins());
            for (int draw = 0; draw < ControlDraws; draw++)
                Collect(scale with { Tape = index.WithSigns(IndependentSigns(index.Trades.Count, random)) }, control, laggedControl);
        }

        for (int i = 0; i < TraderCounts.Length; i++)
        {
            Print($"{symbol} N={TraderCounts[i]} lag 0, ADV", real[i]);
            Print($"{symbol} N={TraderCounts[i]} lag 0, same day", sameDay[i]);
            Print($"{symbol} N={TraderCounts[i]} lagged, ADV", lagged[i]);
            AssertVanishes("lag 0", control[i], real[i]);
            AssertVanishes("lagged", laggedControl[i], lagged[i]);
        }
    }

    private void AssertVanishes(string what, SizeLawBins control, SizeLawBins real)
    {
        double share = control.MeanShift / real.MeanShift;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: control/real amplitude {share:P2}"));
        Assert.True(real.MeanShift > 0, "real trades push the price their way");
        Assert.InRange(Math.Abs(share), 0, MaximumControlShare);
    }

    private static SizeLawBins[] Bins() => [.. TraderCounts.Select(_ => new SizeLawBins())];

    private static void Collect(SessionScale scale, SizeLawBins[] atLag0, SizeLawBins[] lagged)
    {
        for (int i = 0; i < TraderCounts.Length; i++)
        {
            var generator = new MetaorderGenerator(new MetaorderOptions { Traders = TraderCounts[i] });
            TraderCountSelection.Collect(generator, scale, atLag0[i], labels => labels.PriceShiftLag0Bps);
            TraderCountSelection.Collect(generator, scale, lagged[i], labels => labels.PriceShiftBps);
        }
    }

    /// <summary>The convention of published figures: volume and (open-to-close) volatility of the orders' own day.</summary>
    private static SessionScale SameDay(TapeIndex index)
    {
        var builder = new SessionSummaryBuilder(index.Tape.Session);
        foreach (MarketEvent row in index.Tape.Events)
            builder.OnEvent(row);
        SessionSummary summary = builder.Build()!;
        return new SessionScale(index, summary.Volume, summary.RealisedVolatility);
    }

    private static sbyte[] IndependentSigns(int count, SeededRandom random) => [.. Enumerable.Range(0, count).Select(_ => (sbyte)(random.NextInt32(2) == 0 ? -1 : 1))];

    private void Print(string what, SizeLawBins bins)
    {
        if (SizeLawFit.To(bins) is { } fit)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {fit.OrderCount} orders, c {fit.SpreadCoefficient:F2}, Y {fit.SizeCoefficient:F3} (se {fit.SizeCoefficientError:F3}), gamma {fit.SizeExponent:F3}, mean I/sigma {fit.MeanScaledShift:E3}"));
    }
}
