using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ImpactService.ImpactApi.Observing;
using ImpactService.ImpactApi.Services;
using Microsoft.Extensions.DependencyInjection;
using YamlDotNet.RepresentationModel;

namespace ImpactService.Tests.ImpactApi.Hosting;

/// <summary>The files of deploy/ that no test can run here are at least read: their form, the names that they use, and what must not be in them.</summary>
[Collection(ApiCollection.Name)]
public sealed partial class DeployFilesTests(ApiFixture api)
{
    private static readonly string[] yaml = ["docker-compose.yml", "deploy/kubernetes.yml", "deploy/observe/collector.yml", "deploy/observe/prometheus.yml", "deploy/observe/rules.yml", "deploy/observe/rules-test.yml"];

    /// <summary>Measured by the framework and the runtime, as a collector names them for Prometheus.</summary>
    private static readonly string[] metricsOfTheFramework = ["http_server_request_duration_seconds", "dotnet_process_memory_working_set_bytes", "dotnet_gc_last_collection_heap_size_bytes"];

    private static readonly Dictionary<string, string> suffixes = new() { ["s"] = "_seconds", ["By"] = "_bytes" };

    public static TheoryData<string> Yaml => [.. yaml];

    [Theory]
    [MemberData(nameof(Yaml))]
    public void Yaml_Files_CanBeRead(string file) => Assert.NotEmpty(Documents(file));

    [Fact]
    public void Kubernetes_Manifest_HasProbesBudgetAndScaling_AndSecretsByReference()
    {
        Dictionary<string, string> byKind = Documents("deploy/kubernetes.yml").ToDictionary(d => d.Children["kind"].ToString(), d => d.ToString());
        Assert.All((string[])["Deployment", "Service", "PodDisruptionBudget", "HorizontalPodAutoscaler"], kind => Assert.Contains(kind, byKind.Keys));
        Assert.All((string[])["startupProbe", "readinessProbe", "livenessProbe", "secretKeyRef", "runAsNonRoot"], word => Assert.Contains(word, byKind["Deployment"], StringComparison.Ordinal));
        Assert.Contains("p99", byKind["HorizontalPodAutoscaler"], StringComparison.Ordinal);
        Assert.DoesNotContain("Password=", string.Concat(byKind.Values), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void DashboardAndRules_Name_OnlyMetricsThatExist()
    {
        string[] known = [.. metricsOfTheFramework, .. OwnMetrics()];
        string dashboard = Read("deploy/observe/grafana/impact.json");
        string[] queries = [.. JsonDocument.Parse(dashboard).RootElement.GetProperty("panels").EnumerateArray().SelectMany(p => p.GetProperty("targets").EnumerateArray()).Select(t => t.GetProperty("expr").GetString()!)];
        string[] used = [.. MetricName().Matches(string.Join(' ', queries) + Read("deploy/observe/rules.yml")).Select(m => MetricSuffix().Replace(m.Value, "")).Distinct()];
        Assert.True(used.Length > 8);
        Assert.Empty(used.Except(known));
        Assert.Empty(OwnMetrics().Except(used).Except(["impact_instruments"]));
    }

    [Fact]
    public void Operations_SaysWhatToDo_ForEachAlarm()
    {
        string text = Read("docs/OPERATIONS.md");
        Assert.All(Enum.GetValues<AlarmCode>(), code => Assert.Matches($@"\| `{WireName.Of(code)}` \| .{{20,}} \| .{{20,}} \|", text));
        Assert.All(OwnInstruments(), i => Assert.Contains($"`{i.Name}`", text, StringComparison.Ordinal));
    }

    /// <summary>Prometheus' own tool where it is installed: the rules fire when they should.</summary>
    [Fact]
    public async Task Rules_UnderPromtool_FireAsWritten()
    {
        string? tool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(d => Path.Combine(d, "promtool")).FirstOrDefault(File.Exists);
        if (tool is null)
            return;
        foreach (string[] arguments in (string[][])[["check", "config", "prometheus.yml"], ["test", "rules", "rules-test.yml"]])
        {
            ProcessStartInfo start = new(tool, arguments) { WorkingDirectory = Path.Combine(Root, "deploy/observe"), RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            string said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, said);
        }
    }

    private static string Root
    {
        get
        {
            DirectoryInfo at = new(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at.FullName, "ImpactService.sln")))
                at = at.Parent!;
            return at.FullName;
        }
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static List<YamlMappingNode> Documents(string file)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(Read(file)));
        return [.. stream.Documents.Select(d => (YamlMappingNode)d.RootNode)];
    }

    private List<Instrument> OwnInstruments()
    {
        List<Instrument> instruments = [];
        using MeterListener listener = new() { InstrumentPublished = (instrument, _) => instruments.Add(instrument) };
        Meter own = api.Services.GetRequiredService<ServiceMeter>().Meter;
        api.Services.GetRequiredService<StateGauges>();
        listener.Start();
        return [.. instruments.Where(i => ReferenceEquals(i.Meter, own))];
    }

    private IEnumerable<string> OwnMetrics() => OwnInstruments().Select(i =>
        i.Name.Replace('.', '_') + (i.Unit is { } unit ? suffixes.GetValueOrDefault(unit, "") : "") + (i is Counter<long> ? "_total" : ""));

    [GeneratedRegex(@"\b(impact|http_server|dotnet)_[a-z0-9_]+")]
    private static partial Regex MetricName();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex MetricSuffix();
}
