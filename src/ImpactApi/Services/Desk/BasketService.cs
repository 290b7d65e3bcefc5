using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Prices a basket: lines alone, positions by instrument and side, and all of them together.</summary>
internal sealed class BasketService(EstimationService estimates, LiveMarkets markets)
{
    /// <summary>Of the work, before the draws: preparing and pricing lines.</summary>
    private const double PricingShare = 0.4;

    /// <summary>A gap of more than a long holiday is no day's return.</summary>
    private const int MaximumGapDays = 11;

    /// <summary>How often cancellation is looked at and progress told while lines are prepared.</summary>
    private const int LinesPerReport = 50;

    /// <exception cref="OperationCanceledException">Cancelled on the way.</exception>
    public async Task<BasketAnswer> PriceAsync(BasketRequest request, Action<double> progress, CancellationToken cancellation)
    {
        BasketLines lines = new(estimates, request);
        List<BasketLine> prepared = [];
        for (int i = 0; i < request.Lines!.Count; i++)
        {
            if (i % LinesPerReport == 0)
                progress(PricingShare * i / request.Lines.Count);
            cancellation.ThrowIfCancellationRequested();
            prepared.Add(await lines.PrepareAsync(i, cancellation));
        }

        BasketBook book = BasketBook.Of(request, prepared);
        ReturnFactors factors = ReturnFactors.Fit(ReturnTable.Of(await ReturnsAsync(book.Symbols)));
        BasketCost? cost = book.Positions.Count == 0 ? null : Add(request, book, factors, progress, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return new BasketWriter(request, book, factors, cost).Write();
    }

    private static BasketCost? Add(BasketRequest request, BasketBook book, ReturnFactors factors, Action<double> progress, CancellationToken cancellation) => BasketRisk.Add(
        [.. book.Positions.Select(p => new BasketPosition(book.RowOf(p), p.Side, p.Notional, p.Estimate.Slippage))],
        factors,
        (ulong)BasketWriter.SeedOf(request),
        () => cancellation.IsCancellationRequested,
        share => progress(PricingShare + (1 - PricingShare) * share));

    /// <summary>Close-to-close log returns of the sessions before each instrument's arrival.</summary>
    private async Task<List<IReadOnlyDictionary<DateOnly, double>>> ReturnsAsync(IReadOnlyList<PreparedEstimate> instruments)
    {
        List<IReadOnlyDictionary<DateOnly, double>> returns = [];
        foreach (PreparedEstimate prepared in instruments)
        {
            Instrument instrument = prepared.Market.State.Instrument;
            SessionHistory history = (await markets.GetAsync(instrument, prepared.Model.Schema)).Market.History;
            returns.Add(ReturnsOf(history, instrument.Calendar.DateOf(prepared.Order.ArrivalTime)));
        }

        return returns;
    }

    private static Dictionary<DateOnly, double> ReturnsOf(SessionHistory history, DateOnly before)
    {
        SessionSummary[] sessions = [.. history.Sessions.Where(s => s.Date < before).TakeLast(ReturnTable.DatesMax + 1)];
        Dictionary<DateOnly, double> returns = [];
        foreach ((SessionSummary earlier, SessionSummary later) in sessions.Zip(sessions.Skip(1)))
        {
            if (later.Date.DayNumber - earlier.Date.DayNumber <= MaximumGapDays)
                returns[later.Date] = Math.Log(later.Close / earlier.Close);
        }

        return returns;
    }
}
