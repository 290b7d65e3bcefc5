using FluentValidation;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Validation;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>Who is made once, and by whom.</summary>
internal static class ImpactServices
{
    public static void AddImpactServices(this IServiceCollection services, ImpactOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IValidator<EstimateRequest>, EstimateRequestValidator>();
    }
}
