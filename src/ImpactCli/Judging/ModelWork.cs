using System.CommandLine;
using ImpactService.DataAccess;
using ImpactService.ImpactCli.Reporting;
using ImpactService.ImpactCli.Training;
using ImpactService.ImpactModels.Estimation;

namespace ImpactService.ImpactCli.Judging;

/// <summary>A long work on the model that the user means (<see cref="ModelLookup.Option"/>), its stages shown.</summary>
internal static class ModelWork
{
    public static async Task<T> RunAsync<T>(ParseResult parsed, Func<ImpactStore, ModelArtifact, IProgress<Stage>, Task<T>> work, CancellationToken cancellation)
    {
        await using ImpactStore store = await StoreOptions.OpenAsync(parsed, cancellation);
        ModelArtifact artifact = (await ModelLookup.ReadAsync(store, parsed, cancellation)).Artifact;
        return await StageProgress.ShowAsync(parsed.InvocationConfiguration.Output, stages => work(store, artifact, stages));
    }
}
