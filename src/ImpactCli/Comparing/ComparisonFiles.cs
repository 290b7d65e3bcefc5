using System.Collections.Immutable;
using ImpactService.ImpactCli.Judging;
using ImpactService.ImpactCli.Reporting;

namespace ImpactService.ImpactCli.Comparing;

/// <summary>What a comparison leaves in a directory: the tables, the charts, and every learner's answers to every test order.</summary>
internal sealed class ComparisonFiles : IAsyncDisposable
{
    private readonly string directory;

    /// <exception cref="IOException">The directory cannot be written to.</exception>
    public ComparisonFiles(string directory, ImmutableArray<Entrant> entrants)
    {
        this.directory = directory;
        Directory.CreateDirectory(directory);
        Predictions = [.. entrants.Select(entrant => new PredictionFile(Path.Combine(directory, $"predictions-{entrant.Name}.csv")))];
    }

    /// <summary>One per entrant.</summary>
    public ImmutableArray<PredictionFile> Predictions { get; }

    /// <exception cref="IOException">A file cannot be written.</exception>
    public async Task WriteReportAsync(Comparison comparison)
    {
        await using StreamWriter page = new(Path.Combine(directory, "report.md"));
        ComparisonReport.Write(new MarkdownReport(page), comparison);
        foreach (Contender learner in comparison.Plain.Learners)
        {
            await File.WriteAllTextAsync(Path.Combine(directory, $"pit-{learner.Name}.svg"), PitChart.Of(comparison.Plain, learner));
            await File.WriteAllTextAsync(Path.Combine(directory, $"reliability-{learner.Name}.svg"), ReliabilityChart.Of(comparison.Plain, learner));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PredictionFile file in Predictions)
            await file.DisposeAsync();
    }
}
