using System.Buffers.Text;
using ImpactService.DataAccess.Import.Rows;

namespace ImpactService.DataAccess.Import.Lean;

/// <summary>
/// Which LEAN trades are prints of continuous trading at the market's price of that moment. The rule: a trade is kept when every condition flag it carries is one of regular, yellow flag
/// (out of the ordinary but regular), intermarket sweep, CAP election, automatic execution, trade-through exempt, odd lot, or the one flag that the vendor does not describe. Left out are auction prints and
/// official prices (their price forms elsewhere), late and out-of-sequence reports, trades outside regular hours, average, derivative and prior-reference prices, crosses, blocks sold as distributions,
/// stock-option packages, stopped, split, bunched and acquisition trades, price variations, and other settlement than regular way. They are counted, not rejected.
/// </summary>
internal static class LeanTradeConditions
{
    private const uint Regular = 1u << 0;
    private const uint YellowFlag = 1u << 4;
    private const uint IntermarketSweep = 1u << 5;
    private const uint CapElection = 1u << 27;
    private const uint AutomaticExecution = 1u << 28;
    private const uint TradeThroughExempt = 1u << 29;
    private const uint Undocumented = 1u << 30;
    private const uint OddLot = 1u << 31;

    private const uint Continuous = Regular | YellowFlag | IntermarketSweep | CapElection | AutomaticExecution | TradeThroughExempt | Undocumented | OddLot;

    /// <param name="text">Hexadecimal flags; empty means none.</param>
    public static RowOutcome Check(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return RowOutcome.Accepted;
        if (!Utf8Parser.TryParse(text, out uint flags, out int used, 'x') || used != text.Length)
            return RowOutcome.Unparsable;
        return (flags & ~Continuous) == 0 ? RowOutcome.Accepted : RowOutcome.TradeCondition;
    }
}
