using FluentValidation;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactApi.Jobs;
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
        services.AddSingleton<IValidator<ScheduleRequest>, ScheduleRequestValidator>();
        services.AddSingleton<ScheduleService>();
        services.AddSingleton<IValidator<BasketRequest>, BasketRequestValidator>();
        services.AddSingleton<BasketService>();
        services.AddSingleton<IValidator<RfqRequest>, RfqRequestValidator>();
        services.AddSingleton<RfqService>();
        services.AddSingleton<BasketJobs>();
        services.AddHostedService<BasketJob>();
    }
}
