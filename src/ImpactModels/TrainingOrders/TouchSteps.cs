using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>
/// One side's best price over a session as steps: a step begins with the first quote at a price and lasts until the side's best price changes.
/// Signed prices (a sell's touch is −ask, its opposite −bid) make both sides alike: a touch that moves away from a resting order rises.
/// </summary>
internal sealed class TouchSteps
{
    private readonly QuotePath quotes;
    private readonly bool isBuy;
    private readonly int tradeCount;
    private readonly int[] stepOfQuote;
    private readonly List<int> firstQuotes = [];
    private readonly List<int> firstTrades = [];

    private TouchSteps(TapeIndex tape, Side side)
    {
        quotes = tape.Quotes;
        isBuy = side == Side.Buy;
        tradeCount = tape.Trades.Count;
        Sign = side.Sign();
        stepOfQuote = new int[quotes.Count];
    }

    public double Sign { get; }

    public int Count => firstQuotes.Count;

    public static TouchSteps Build(TapeIndex tape, Side side)
    {
        var steps = new TouchSteps(tape, side);
        for (int quote = 0; quote < tape.Quotes.Count; quote++)
        {
            if (quote == 0 || steps.SignedTouch(quote) != steps.SignedTouch(quote - 1))
            {
                steps.firstQuotes.Add(quote);
                steps.firstTrades.Add(TimeSearch.CountBefore(tape.Trades.Positions, tape.Quotes.Positions[quote]));
            }

            steps.stepOfQuote[quote] = steps.Count - 1;
        }

        return steps;
    }

    public int StepOfQuote(int quote) => stepOfQuote[quote];

    public int FirstQuote(int step) => firstQuotes[step];

    /// <summary>Index of the first trade after the step began.</summary>
    public int FirstTrade(int step) => firstTrades[step];

    /// <summary>Index of the first trade after the step ended.</summary>
    public int FirstTradeAfter(int step) => step + 1 < Count ? firstTrades[step + 1] : tradeCount;

    /// <summary>Place of the step's first quote in the merged event order.</summary>
    public int Position(int step) => quotes.Positions[firstQuotes[step]];

    public double SignedPrice(int step) => SignedTouch(firstQuotes[step]);

    /// <summary>The price itself.</summary>
    public double Price(int step) => Sign * SignedPrice(step);

    public double SignedTouch(int quote) => isBuy ? quotes[quote].Bid : -quotes[quote].Ask;

    public double SignedOpposite(int quote) => isBuy ? quotes[quote].Ask : -quotes[quote].Bid;

    /// <summary>Size shown at the touch, never negative or NaN: an unpublished size is nothing ahead.</summary>
    public double DisplayedSize(int quote)
    {
        double size = isBuy ? quotes[quote].BidSize : quotes[quote].AskSize;
        return size > 0 ? size : 0;
    }
}
