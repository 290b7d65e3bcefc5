using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>The priced positions of a basket, and why other lines have no price.</summary>
internal sealed class BasketBook
{
    private readonly Dictionary<string, int> rows = new(StringComparer.Ordinal);
    private readonly Dictionary<int, PricedPosition> positionOf = [];
    private readonly Dictionary<int, PartRefusal> refusals = [];

    private BasketBook(IReadOnlyList<BasketLine> lines, string currency) => (Lines, Currency) = (lines, currency);

    public IReadOnlyList<BasketLine> Lines { get; }

    /// <summary>Of the totals.</summary>
    public string Currency { get; }

    public List<PricedPosition> Positions { get; } = [];

    /// <summary>One prepared question for each instrument with a position, in the order of the factors' rows.</summary>
    public List<PreparedEstimate> Symbols { get; } = [];

    public static BasketBook Of(BasketRequest request, IReadOnlyList<BasketLine> lines)
    {
        string currency = request.Currency ?? lines.FirstOrDefault(l => l.Prepared is not null)?.Prepared!.Market.State.Instrument.Currency ?? "USD";
        BasketBook book = new(lines, currency);
        foreach (BasketLine line in lines.Where(l => l.Refusal is not null))
            book.refusals[line.Index] = line.Refusal!;
        foreach (IGrouping<(string, ImpactModels.Market.Side), BasketLine> group in lines.Where(l => l.Prepared is not null).GroupBy(l => (l.Prepared!.Order.Symbol, l.Prepared.Order.Side)))
            book.Add(request, [.. group]);
        return book;
    }

    public int RowOf(PricedPosition position) => rows[position.Prepared.Order.Symbol];

    /// <summary>The position that a line belongs to; null where it is refused.</summary>
    public PricedPosition? PositionOf(BasketLine line) => positionOf.GetValueOrDefault(line.Index);

    public PartRefusal? RefusalOf(BasketLine line) => refusals.GetValueOrDefault(line.Index);

    private void Add(BasketRequest request, BasketLine[] lines)
    {
        Outcome<PricedPosition> position = RateOf(request, lines[0].Prepared!.Market.State.Instrument.Currency) is { } rate ? PricedPosition.Of(lines, rate) : NoRate(lines[0]);
        if (position.Value is null)
        {
            foreach (BasketLine line in lines)
                refusals[line.Index] = PartRefusal.Of(position.Refusal!);
            return;
        }

        Positions.Add(position.Value);
        foreach (BasketLine line in lines)
            positionOf[line.Index] = position.Value;
        if (rows.TryAdd(position.Value.Prepared.Order.Symbol, Symbols.Count))
            Symbols.Add(position.Value.Prepared);
    }

    private double? RateOf(BasketRequest request, string currency) =>
        currency == Currency ? 1 : request.CurrencyRates is { } rates && rates.TryGetValue(currency, out WireDecimal rate) ? rate.Value : null;

    private Refusal NoRate(BasketLine line)
    {
        string own = line.Prepared!.Market.State.Instrument.Currency;
        return new Refusal(ProblemCode.NoCurrencyRate, $"{line.Prepared.Order.Symbol} is priced in {own} and the totals are in {Currency}; give currencyRates.{own}, the price of one {own} in {Currency}");
    }
}
