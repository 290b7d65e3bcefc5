using FluentValidation;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Services.Desk;
using ImpactService.ImpactApi.Validation.Desk;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>What the desk's endpoints need: comparisons, curves, schedules, baskets and quotes.</summary>
internal static class DeskServices
{
    public static void AddDeskServices(this IServiceCollection services)
    {
        services.AddSingleton<IValidator<ScenarioRequest>, ScenarioRequestValidator>();
        services.AddSingleton<ScenarioService>();
        services.AddSingleton<IValidator<CostCurveRequest>, CostCurveRequestValidator>();
        services.AddSingleton<CostCurveService>();
    }
}
