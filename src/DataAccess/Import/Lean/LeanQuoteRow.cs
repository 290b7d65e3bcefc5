using ImpactService.DataAccess.Import.Rows;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Lean;

/// <summary>One row of LEAN quote ticks, in price units. A price of zero: this row does not speak of that side.</summary>
internal readonly record struct LeanQuoteRow(Timestamp Time, double Bid, double BidSize, double Ask, double AskSize)
{
    public bool HasBid => Bid != 0;

    public bool HasAsk => Ask != 0;

    /// <summary>Checks the sides that the row speaks of, before they are carried into later quotes.</summary>
    public RowOutcome Check()
    {
        if (!HasBid && !HasAsk)
            return RowOutcome.NonPositivePrice;
        RowOutcome outcome = HasBid ? CheckSide(Bid, BidSize) : RowOutcome.Accepted;
        return outcome == RowOutcome.Accepted && HasAsk ? CheckSide(Ask, AskSize) : outcome;
    }

    private static RowOutcome CheckSide(double price, double size)
    {
        RowOutcome outcome = RowRules.CheckPrice(price);
        return outcome == RowOutcome.Accepted ? RowRules.CheckQuoteSize(size) : outcome;
    }
}
