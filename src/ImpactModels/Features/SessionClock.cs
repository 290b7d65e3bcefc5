using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>Finds the session of a time without asking the time zone again while the answer cannot change: inside a session, and between two of them.</summary>
internal sealed class SessionClock(TradingCalendar calendar)
{
    private TradingSession current;
    private Timestamp closedFrom = Timestamp.MaxValue;
    private Timestamp closedUntil = Timestamp.MinValue;

    /// <summary>The session open at the time, or null.</summary>
    public TradingSession? SessionAt(Timestamp time)
    {
        if (current.Contains(time))
            return current;
        if (time >= closedFrom && time < closedUntil)
            return null;
        Look(time);
        return current.Contains(time) ? current : null;
    }

    private void Look(Timestamp time)
    {
        TradingSession day = calendar.SessionOn(calendar.DateOf(time));
        current = day;
        (closedFrom, closedUntil) = time < day.Open
            ? (time, day.Open)
            : (day.Close, calendar.SessionOn(day.Date.AddDays(1)).Open);
    }
}
