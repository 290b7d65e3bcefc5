using System.Collections.Immutable;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Execution;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>What is expected of each slice of a schedule: price, band, tactic, and the chance to stay within the limit.</summary>
internal sealed class SliceOutlook
{
    private static readonly VenueKind[] allVenues = Enum.GetValues<VenueKind>();

    private readonly ScheduleSetup setup;
    private readonly ScheduleFigures figures;
    private readonly double[] units;
    private readonly double[] driftsBps;
    private readonly double[] meansBps;
    private readonly double[] deviationsBps;
    private readonly LimitOutlook? limit;

    public SliceOutlook(ScheduleSetup setup, ScheduleFigures figures, SchedulePlan plan, double[] units)
    {
        (this.setup, this.figures, this.units) = (setup, figures, units);
        int n = units.Length;
        (driftsBps, meansBps, deviationsBps) = (new double[n], new double[n], new double[n]);
        double done = 0;
        for (int k = 0; k < n; k++)
        {
            driftsBps[k] = 2 * figures.PermanentBps(done + 0.5 * plan.Fractions[k]) + figures.Objective.AlphaBps[k];
            meansBps[k] = figures.ConstantBps + driftsBps[k] + figures.TemporaryBps(k, plan.Fractions[k]);
            deviationsBps[k] = figures.NoiseBps(setup.Problem.Slots[k].MiddleSeconds);
            done += plan.Fractions[k];
        }

        if (LimitDistanceBps is { } distance)
            limit = LimitOutlook.Of(plan.Fractions, meansBps, deviationsBps, distance, 2 * figures.PermanentBps(done) + setup.Problem.AlphaBps(setup.Problem.HorizonSeconds));
    }

    private MarketSide Market => new(setup.Prepared.Order.Side, setup.Prepared.Market.State.Mid, setup.Prepared.Market.State.Instrument.TickSize);

    private double? LimitDistanceBps => setup.Request.LimitPrice is { } price ? Market.Sign * (price.Value - Market.Mid) / Market.Mid * DeskDefaults.BpsPerUnit : null;

    public ScheduleLimitAnswer? Limit() => limit is null
        ? null
        : new ScheduleLimitAnswer(setup.Request.LimitPrice!.Value.Value, LimitDistanceBps!.Value, limit.ExpectedFraction, limit.OpportunityBps);

    public SliceAnswer[] Slices()
    {
        ImmutableArray<SliceTactic> tactics = SliceTactics.Of(units, setup.Problem.Slots.AsSpan(), setup.Prepared.Order.TakerFraction, Venues());
        return [.. Enumerable.Range(0, units.Length).Where(k => units[k] > 0).Select(k => Slice(k, tactics[k]))];
    }

    private VenueRule Venues()
    {
        MarketState state = setup.Prepared.Market.State;
        bool buys = setup.Prepared.Order.Side == Side.Buy;
        double touch = (buys ? state.Quote?.AskSize : state.Quote?.BidSize) ?? 0;
        double[]? depth = buys ? state.Depth?.AskSizes : state.Depth?.BidSizes;
        DisplayedMarket market = new(touch > 0 ? touch : double.NaN, depth?.Sum() ?? double.NaN, state.HalfSpreadBps, figures.NoiseBps(1));
        return new VenueRule(market, setup.Request.Venues is { } named ? [.. allVenues.Where(v => named.Contains(WireName.Of(v)))] : allVenues);
    }

    private SliceAnswer Slice(int k, SliceTactic tactic)
    {
        ScheduleSlot slot = setup.Problem.Slots[k];
        Timestamp start = setup.Prepared.Order.ArrivalTime;
        double worst = Market.Bounded(Market.Price(meansBps[k] + deviationsBps[k]), setup.Request.LimitPrice?.Value);
        return new SliceAnswer
        {
            StartTime = start.AddSeconds(slot.StartSeconds),
            EndTime = start.AddSeconds(slot.EndSeconds),
            Quantity = DecimalText.Format(units[k]),
            OtherVolumeUnits = slot.OtherVolume,
            Participation = tactic.Participation,
            ExpectedPrice = Market.Price(meansBps[k]),
            LimitPriceBest = Market.Bounded(Market.Price(driftsBps[k] - setup.Prepared.Market.State.HalfSpreadBps), worst),
            LimitPriceWorst = worst,
            TakerFraction = tactic.TakerFraction,
            Venue = WireName.Of(tactic.Venue),
            VenueReason = tactic.Reason,
            WithinLimitProbability = limit?.SliceProbabilities[k],
        };
    }

    /// <summary>Prices of an order's side: better is lower for a buyer.</summary>
    private readonly record struct MarketSide(Side Side, double Mid, double? Tick)
    {
        public double Sign => Side.Sign();

        public double Price(double costBps) => Mid * (1 + Sign * costBps / DeskDefaults.BpsPerUnit);

        /// <summary>Not worse than the bound, and on the tick at or before it.</summary>
        public double Bounded(double price, double? bound)
        {
            double kept = bound is { } limit && Sign * (price - limit) > 0 ? limit : price;
            if (Tick is not { } tick || !(tick > 0))
                return kept;
            double ticks = kept / tick;
            double whole = Sign > 0 ? Math.Floor(ticks + 1e-9) : Math.Ceiling(ticks - 1e-9);
            return Math.Round(whole * tick, 10);
        }
    }
}
