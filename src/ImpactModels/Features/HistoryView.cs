using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>Where a daily volatility comes from.</summary>
public enum VolatilitySource
{
    /// <summary>Not known.</summary>
    None,

    /// <summary>Standard deviation of close-to-close log returns: the σ of the definitions.</summary>
    CloseToClose,

    /// <summary>Root mean square of the sessions' intraday volatility (open to close): a substitute while there are too few closes. It leaves the night out, so it is the lower of the two.</summary>
    Intraday,
}

/// <summary>What the sessions strictly before a date say about that date. Computed once per session; never contains the date itself.</summary>
public sealed record HistoryView
{
    public static readonly HistoryView Empty = new();

    /// <summary>Mean volume of the last 20 sessions that count, in units per day; null when there is none.</summary>
    public double? AdvUnits { get; init; }

    /// <summary>How many sessions <see cref="AdvUnits"/> is the mean of.</summary>
    public int AdvSessions { get; init; }

    /// <summary>Per day, as a fraction (0.02 = 2 %); null when it cannot be told.</summary>
    public double? DailyVolatility { get; init; }

    public VolatilitySource VolatilitySource { get; init; }

    /// <summary>Root mean square of the intraday volatility (open to close) of the last <see cref="SessionHistory.WeekSessions"/> sessions, a fraction per day; NaN when no session knows its own.</summary>
    public double WeekVolatility { get; init; } = double.NaN;

    /// <summary>The same of the last <see cref="SessionHistory.LookbackSessions"/>.</summary>
    public double MonthVolatility { get; init; } = double.NaN;

    public VolumeCurve Curve { get; init; } = VolumeCurve.Uniform;

    /// <summary>Mean of the sessions' time-weighted half spreads; NaN when no session knows its own.</summary>
    public double MeanHalfSpreadBps { get; init; } = double.NaN;

    /// <summary>Date of the latest session; null when there is none.</summary>
    public DateOnly? LastDate { get; init; }
}
