using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels.Features;

public sealed class SessionHistoryTests
{
    private static readonly DateOnly start = new(2024, 1, 1);

    private static SessionSummary Bar(int day, double close, double volume) => new(start.AddDays(day), close, close, close, close, volume);

    private static SessionSummary Ticks(int day, double volume, double coverage, double realised = 0.01) =>
        new(start.AddDays(day), 1, 1, 1, 1, volume, [.. Enumerable.Repeat(volume / 78, 78)], realised, 2, coverage);

    private static SessionHistory Bars(int count) => SessionHistory.From(Enumerable.Range(0, count).Select(i => Bar(i, 100 * Math.Pow(1.01, i % 2), 1_000 + i)));

    [Fact]
    public void Before_NoSessions_KnowsNothing()
    {
        HistoryView view = SessionHistory.Empty.Before(start);

        Assert.Null(view.AdvUnits);
        Assert.Null(view.DailyVolatility);
        Assert.Equal(0, view.AdvSessions);
        Assert.Same(VolumeCurve.Uniform, view.Curve);
    }

    [Fact]
    public void Before_ADate_ExcludesThatDateAndLaterOnes()
    {
        SessionHistory history = SessionHistory.From([Bar(0, 100, 1_000), Bar(1, 100, 3_000), Bar(2, 100, 1e9), Bar(3, 100, 1e9)]);

        HistoryView view = history.Before(start.AddDays(2));

        Assert.Equal(2_000, view.AdvUnits);
        Assert.Equal(2, view.AdvSessions);
        Assert.Equal(start.AddDays(1), view.LastDate);
    }

    [Fact]
    public void Before_ManySessions_IsTheMeanOfTheLastTwenty()
    {
        HistoryView view = Bars(100).Before(start.AddDays(60));

        Assert.Equal(20, view.AdvSessions);
        Assert.Equal(1_000 + 49.5, view.AdvUnits!.Value, 9);
    }

    [Fact]
    public void Before_BarelyCoveredSessions_DoNotCountForVolume()
    {
        SessionHistory history = SessionHistory.From([Ticks(0, 500, 0.9), Ticks(1, 20, 0.05), Ticks(2, 700, 0.5)]);

        HistoryView view = history.Before(start.AddDays(9));

        Assert.Equal(600, view.AdvUnits);
        Assert.Equal(2, view.AdvSessions);
        Assert.Equal(2, view.Curve.SessionCount);
    }

    /// <summary>Closes alternate by ±1 % in logs: twenty returns of mean zero.</summary>
    [Fact]
    public void Before_EnoughCloses_IsTheirStandardDeviation()
    {
        HistoryView view = Bars(41).Before(start.AddDays(41));

        Assert.Equal(Math.Log(1.01) * Math.Sqrt(20.0 / 19), view.DailyVolatility!.Value, 12);
        Assert.Equal(VolatilitySource.CloseToClose, view.VolatilitySource);
    }

    [Theory]
    [InlineData(5, VolatilitySource.None)]
    [InlineData(6, VolatilitySource.CloseToClose)]
    public void Before_FewCloses_NeedsFiveReturns(int sessions, VolatilitySource expected) => Assert.Equal(expected, Bars(sessions).Before(start.AddDays(300)).VolatilitySource);

    [Fact]
    public void Before_FewClosesButTicks_IsTheRootMeanSquareOfTheIntradayVolatility()
    {
        SessionHistory history = SessionHistory.From([Ticks(0, 500, 0.9, 0.01), Ticks(1, 500, 0.05, 0.03), Ticks(2, 500, 0.9, double.NaN)]);

        HistoryView view = history.Before(start.AddDays(9));

        Assert.Equal(Math.Sqrt((0.0001 + 0.0009) / 2), view.DailyVolatility!.Value, 12);
        Assert.Equal(VolatilitySource.Intraday, view.VolatilitySource);
    }

    [Fact]
    public void Before_TicksAndBars_GiveTheIntradayVolatilityOfWeekAndMonth()
    {
        SessionSummary bar = new(start.AddDays(1), 100, 102, 99, 101, 500);
        SessionHistory history = SessionHistory.From([Ticks(0, 500, 0.9, 0.03), bar, .. Enumerable.Range(2, 5).Select(day => Ticks(day, 500, 0.9, 0.01))]);
        double ofBar = 0.5 * Math.Pow(Math.Log(102.0 / 99), 2) - (2 * Math.Log(2) - 1) * Math.Pow(Math.Log(101.0 / 100), 2);

        HistoryView view = history.Before(start.AddDays(9));

        Assert.Equal(0.01, view.WeekVolatility, 12);
        Assert.Equal(Math.Sqrt((0.0009 + ofBar + 5 * 0.0001) / 7), view.MonthVolatility, 12);
        Assert.Equal(Math.Sqrt((0.0009 + ofBar) / 2), history.Before(start.AddDays(2)).WeekVolatility, 12);
        Assert.Equal(double.NaN, history.Before(start).WeekVolatility);
        Assert.Equal(double.NaN, SessionHistory.From([Bar(0, 100, 1)]).Before(start.AddDays(3)).MonthVolatility); // a price that never moved
    }

    /// <summary>A hole of a month in the data is no daily return.</summary>
    [Fact]
    public void Before_GapInTheSessions_LeavesThatReturnOut()
    {
        IEnumerable<SessionSummary> early = Enumerable.Range(0, 6).Select(i => Bar(i, 100 + i % 2, 1_000));
        IEnumerable<SessionSummary> late = Enumerable.Range(40, 6).Select(i => Bar(i, 300 + 3 * (i % 2), 1_000));

        double volatility = SessionHistory.From(early.Concat(late)).Before(start.AddDays(90)).DailyVolatility!.Value;

        Assert.InRange(volatility, 0.009, 0.012);
    }

    [Fact]
    public void Before_PricesThatNeverMove_HaveNoVolatility() => Assert.Null(SessionHistory.From(Enumerable.Range(0, 30).Select(i => Bar(i, 100, 1))).Before(start.AddDays(40)).DailyVolatility);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void With_BarAndTicksOfOneDay_MergesWhateverTheOrder(bool barFirst)
    {
        SessionSummary bar = Bar(0, 123, 9_000), ticks = Ticks(0, 6_000, 0.98);
        SessionSummary merged = Assert.Single(barFirst ? SessionHistory.From([bar]).With(ticks).Sessions : SessionHistory.From([ticks]).With(bar).Sessions);

        Assert.Equal((123, 9_000), (merged.Close, merged.Volume));
        Assert.Same(ticks.VolumeBins, merged.VolumeBins);
        Assert.Equal((0.01, 2.0, 1.0), (merged.RealisedVolatility, merged.MeanHalfSpreadBps, merged.CoveredFraction));
    }

    [Fact]
    public void With_BarAndFewTicksOfOneDay_KeepsTheBar() => Assert.Null(Assert.Single(SessionHistory.From([Bar(0, 123, 9_000)]).With(Ticks(0, 60, 0.1)).Sessions).VolumeBins);

    [Fact]
    public void With_EarlierDate_IsInserted()
    {
        SessionHistory history = SessionHistory.From([Bar(5, 1, 1), Bar(1, 1, 1)]).With(Bar(3, 1, 1));

        Assert.Equal([1, 3, 5], history.Sessions.Select(s => s.Date.DayNumber - start.DayNumber));
        Assert.NotNull(history.Find(start.AddDays(3)));
        Assert.Null(history.Find(start.AddDays(2)));
    }

    [Fact]
    public void Latest_LongHistory_KeepsEnoughForTheSameView()
    {
        SessionHistory whole = Bars(500), latest = whole.Latest();

        Assert.Equal(60, latest.Sessions.Length);
        Assert.Equal(whole.Before(start.AddDays(500)).AdvUnits, latest.Before(start.AddDays(500)).AdvUnits);
        Assert.Equal(whole.Before(start.AddDays(500)).DailyVolatility, latest.Before(start.AddDays(500)).DailyVolatility);
    }
}
