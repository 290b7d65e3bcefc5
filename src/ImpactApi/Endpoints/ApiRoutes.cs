using ImpactService.DataAccess.Stores;
using ImpactService.ImpactApi.Access;
using ImpactService.ImpactApi.Validation;

namespace ImpactService.ImpactApi.Endpoints;

/// <summary>All routes; one class per resource.</summary>
internal static class ApiRoutes
{
    public static void MapImpactRoutes(this WebApplication app)
    {
        app.MapHealth();
        RouteGroupBuilder v1 = app.MapGroup("/v1");
        v1.AddEndpointFilter<ValidationFilter>();
        v1.Needs(ApiScopes.Estimate);
        v1.MapEstimates();
        v1.MapScenarios();
        v1.MapCostCurves();
        v1.MapSchedules();
        v1.MapBaskets();
        v1.MapRfq();
        v1.MapInstruments();
        v1.MapModels();
        v1.MapAudit();
        v1.MapIngestion();
    }
}
