using FluentValidation;
using ImpactService.ImpactApi.Contracts.Desk;

namespace ImpactService.ImpactApi.Validation.Desk;

/// <summary>Everything about a comparison that can be judged without a market.</summary>
internal sealed class ScenarioRequestValidator : AbstractValidator<ScenarioRequest>
{
    public ScenarioRequestValidator()
    {
        this.Check(r => r.Order, o => o is not null, "is required");
        RuleFor(r => r.Order!).SetValidator(new OrderRequestValidator()).When(r => r.Order is not null);
        this.Check(r => r.Ways, w => w is null || (w.Count is >= 1 and <= DeskLimits.WaysMax && w.All(way => way is not null)), "has no entry, too many, or one that is null");
        RuleForEach(r => r.Ways).SetValidator(new ScenarioWayRequestValidator()).When(r => r.Ways is { Count: <= DeskLimits.WaysMax } ways && ways.All(w => w is not null));
        this.Check(r => r.RiskWeight, w => w is null or (>= 0 and <= DeskLimits.RiskWeightMax), "is not a weight in range");
        this.Check(r => r.RiskMeasure, m => m is null or "standardDeviation" or "costAtRisk" or "expectedShortfall", "is not a measure of risk");
        this.Check(r => r.CostAtRiskLevel, l => l is null or (> 0 and < 1), "is not a level");
        this.CheckQuestions(r => r.ThresholdsBps, r => r.Levels);
    }
}

internal sealed class ScenarioWayRequestValidator : AbstractValidator<ScenarioWayRequest>
{
    public ScenarioWayRequestValidator()
    {
        this.Check(w => w.Name, n => n is null || n.Length is >= 1 and <= DeskLimits.NameLengthMax, "is not a name");
        this.CheckStrategy(w => w.Strategy, w => w.TakerFraction);
        this.Check(w => w.Horizon, DeskLimits.IsDuration, "is not a duration in range");
        this.Check(w => w.Participation, p => p is null or (> 0 and <= 1), "is not a participation");
        this.AtMostOne(w => w.Participation, w => w.Horizon is null || w.Participation is null, "horizon and participation");
        this.Check(w => w.StartTime, t => t is null || WireTime.TryParse(t, out _), "is not a time");
        this.Check(w => w.StartDelay, DeskLimits.IsDuration, "is not a duration in range");
        this.AtMostOne(w => w.StartDelay, w => w.StartTime is null || w.StartDelay is null, "startTime and startDelay");
    }
}
