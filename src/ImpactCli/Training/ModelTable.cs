using System.Globalization;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactCli.Reporting;

namespace ImpactService.ImpactCli.Training;

/// <summary>The models of the store, one line each.</summary>
internal static class ModelTable
{
    public static ReportTable Of(IReadOnlyList<StoredModel> models)
    {
        ReportTable table = new("Models", "name", "ID", "status", "active", "trained through", "made", "bytes");
        foreach (StoredModel model in models)
        {
            table.Add(
                model.Name,
                model.Id.ToString(CultureInfo.InvariantCulture),
                model.Status.ToString().ToLowerInvariant(),
                model.IsActive ? model.ActivatedAnyway ? "yes, anyway" : "yes" : "",
                model.TrainedThrough.ToString(),
                model.CreatedTime.ToString(),
                Figures.Count(model.ArtifactBytes));
        }

        return table;
    }
}
