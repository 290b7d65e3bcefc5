using FluentValidation;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Validation.Desk;

/// <summary>Everything about a schedule that can be judged without a market.</summary>
internal sealed class ScheduleRequestValidator : AbstractValidator<ScheduleRequest>
{
    private static readonly string[] strategies = ["twap", "vwap", "pov", "almgrenChriss", "obizhaevaWang", "optimal"];

    private static readonly string[] venues = ["lit", "dark", "rfq"];

    public ScheduleRequestValidator()
    {
        this.Check(r => r.Order, o => o is not null, "is required");
        RuleFor(r => r.Order!).SetValidator(new OrderRequestValidator()).When(r => r.Order is not null);
        this.Check(r => r.Strategies, s => IsChoice(s, strategies), "names no strategy, one twice, or one that does not exist");
        this.Check(r => r.Venues, v => IsChoice(v, venues), "names no venue, one twice, or one that does not exist");
        this.Check(r => r.FrontierPoints, n => n is null or 0 or (>= 2 and <= 50), "is not a number of points");
        this.Check(r => r.Benchmark, b => b is null or "arrival" or "intervalVwap" or "close", "is not a benchmark");
        this.CheckQuestions(r => r.ThresholdsBps, r => r.Levels);
        CheckLimits();
        CheckViews();
        CheckWindows();
    }

    private void CheckLimits()
    {
        this.Check(r => r.SliceLength, t => t is null || (IsoDuration.TryParse(t, out double seconds, out _) && seconds is >= DeskLimits.SliceSecondsMin and <= DeskLimits.SliceSecondsMax), "is not a duration in range");
        this.Check(r => r.MaxParticipation, p => p is null or (> 0 and <= 1), "is not a participation");
        this.Check(r => r.Participation, p => p is null or (> 0 and <= 1), "is not a participation");
        this.Check(r => r.LotSize, l => l is not { } lot || (lot.Value > 0 && lot.Value <= EstimateLimits.QuantityMax), "is not a lot size in range");
        this.Check(r => r.LimitPrice, p => Rules.IsIn(p, EstimateLimits.PriceMin, EstimateLimits.PriceMax), "is not a price in range");
        this.Check(r => r.OpportunityCostBps, c => c is null or (>= 0 and <= DeskLimits.OpportunityCostBpsMax), "is not a cost in range");
        RuleFor(r => r.OpportunityCostBps)
            .Null()
            .When(r => r.MustComplete != false)
            .WithMessage("opportunityCostBps prices what is left untraded, and with mustComplete nothing is; give mustComplete false with it")
            .WithState(_ => "nothing, or mustComplete false beside it");
    }

    private void CheckViews()
    {
        this.Check(r => r.RiskAversionPerBps, a => a is null or (>= 0 and <= DeskLimits.RiskAversionMax), "is not a risk aversion in range");
        RuleFor(r => r.Alpha!).ChildRules(alpha =>
        {
            ((AbstractValidator<AlphaRequest>)alpha).Check(a => a.BpsPerHour, b => b is { } bps && Math.Abs(bps) <= DeskLimits.AlphaBpsPerHourMax, "is not a drift in range");
            ((AbstractValidator<AlphaRequest>)alpha).Check(a => a.HalfLife, h => h is null || (IsoDuration.TryParse(h, out double seconds, out _) && seconds is >= 1 and <= EstimateLimits.HorizonSecondsMax), "is not a duration in range");
        }).When(r => r.Alpha is not null);
        RuleFor(r => r.Executed!).ChildRules(executed =>
        {
            ((AbstractValidator<ExecutedRequest>)executed).Check(e => e.Quantity, q => q is not null && Rules.IsDecimalIn(q, EstimateLimits.QuantityMin, EstimateLimits.QuantityMax), "is not a size in range");
            ((AbstractValidator<ExecutedRequest>)executed).Check(e => e.AveragePrice, p => Rules.IsIn(p, EstimateLimits.PriceMin, EstimateLimits.PriceMax), "is not a price in range");
            ((AbstractValidator<ExecutedRequest>)executed).Check(e => e.ArrivalPrice, p => Rules.IsIn(p, EstimateLimits.PriceMin, EstimateLimits.PriceMax), "is not a price in range");
        }).When(r => r.Executed is not null);
    }

    private void CheckWindows()
    {
        this.Check(r => r.Blackouts, w => IsWindowList(w), "has too many entries or one that is null");
        this.Check(r => r.Auctions, w => IsWindowList(w), "has too many entries or one that is null");
        RuleForEach(r => r.Blackouts).SetValidator(new ClosedWindowRequestValidator()).When(r => IsWindowList(r.Blackouts));
        RuleForEach(r => r.Auctions).SetValidator(new ClosedWindowRequestValidator()).When(r => IsWindowList(r.Auctions));
    }

    private static bool IsWindowList(IReadOnlyList<ClosedWindowRequest>? windows) => windows is null || (windows.Count <= DeskLimits.WindowsMax && windows.All(w => w is not null));

    private static bool IsChoice(string[]? given, string[] names) =>
        given is null || (given.Length >= 1 && given.All(names.Contains) && given.Distinct(StringComparer.Ordinal).Count() == given.Length);
}

internal sealed class ClosedWindowRequestValidator : AbstractValidator<ClosedWindowRequest>
{
    public ClosedWindowRequestValidator()
    {
        this.Check(w => w.From, t => WireTime.TryParse(t, out _), "is not a time");
        this.Check(w => w.To, t => WireTime.TryParse(t, out _), "is not a time");
        this.Check(w => w.Reason, n => n is null || n.Length is >= 1 and <= DeskLimits.NameLengthMax, "is not a reason");
        RuleFor(w => w.To)
            .Must((window, _) => !(WireTime.TryParse(window.From, out Timestamp from) && WireTime.TryParse(window.To, out Timestamp to)) || from < to)
            .WithMessage("to is not after from")
            .WithState(_ => "an RFC 3339 time after from");
    }
}
