using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>What the desk asks of a prepared estimate beyond its numbers: time left, forecast volume, the frame of an answer.</summary>
internal static class OrderDesk
{
    public static TradingSession SessionOf(PreparedEstimate prepared) => prepared.Market.State.Session!.Value;

    /// <summary>Expected volume of the others from a time on, units: ADV times the share of the day that the forecast volume curve puts there.</summary>
    public static double OtherVolume(PreparedEstimate prepared, Timestamp from, Timestamp to)
    {
        MarketState state = prepared.Market.State;
        TradingSession session = SessionOf(prepared);
        return state.AdvUnits!.Value * state.Curve.Fraction(from.SecondsSince(session.Open) / session.LengthSeconds, to.SecondsSince(session.Open) / session.LengthSeconds);
    }

    /// <summary>Order, market, provenance and notes, as an estimate says them.</summary>
    public static AnswerFrame FrameOf(PreparedEstimate prepared)
    {
        AnswerFrame frame = AnswerFrame.Of(Guid.Empty, prepared.Query, prepared.Market, prepared.Order, prepared.Model, prepared.Features, recorded: false);
        return frame with { Provenance = frame.Provenance with { RelaxationLagSeconds = RelaxationLag.Default.SecondsAfter(prepared.Order.HorizonSeconds) } };
    }

    /// <summary>Why a window does not fit into the session; null when it does.</summary>
    public static Refusal? PastEnd(PreparedEstimate prepared, Timestamp start, Timestamp end, string pointer)
    {
        TradingSession session = SessionOf(prepared);
        if (end <= session.Close)
            return null;
        double secondsLeft = Math.Max(0, session.Close.SecondsSince(start));
        string left = IsoDuration.Format(Math.Floor(secondsLeft));
        FieldError error = new()
        {
            Pointer = pointer,
            Value = IsoDuration.Format(end.SecondsSince(start)),
            Expected = $"a duration up to {left} from {start}, or an earlier start",
            Message = $"the session of {prepared.Order.Symbol} ends at {session.Close}, {left} after {start}; orders over several sessions are not estimated",
        };
        return new Refusal(ProblemCode.HorizonPastSessionEnd, error.Message) { Errors = [error], SecondsLeft = secondsLeft };
    }
}
