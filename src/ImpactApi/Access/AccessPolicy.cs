using System.Net;
using ImpactService.ImpactApi.Hosting;
using Microsoft.AspNetCore.Hosting.Server;

namespace ImpactService.ImpactApi.Access;

/// <summary>Whether a request needs a key: always beyond the loopback interface, and where the setting says so.</summary>
internal sealed record AccessPolicy(bool KeysRequired)
{
    /// <summary>From the addresses that the server is configured to listen on.</summary>
    public static AccessPolicy Of(ImpactOptions options, IConfiguration configuration) =>
        new(options.RequireKeys || Addresses(configuration).Any(a => !IsLoopback(a)));

    /// <summary>Why the service must not start; null when it may.</summary>
    public string? Fault(KeyRing keys, IConfiguration configuration) => !KeysRequired || keys.HasUsableKey
        ? null
        : $"{string.Join(", ", Addresses(configuration))}: a key is required here and the store has none that is usable. Make one with 'impact keys create', or listen on loopback only (http://localhost:8080) without Impact:RequireKeys";

    /// <summary>localhost, 127.0.0.0/8 and ::1; a name or a wildcard may be anything. A unix socket is this machine's.</summary>
    internal static bool IsLoopback(string address)
    {
        BindingAddress binding = BindingAddress.Parse(address);
        return binding.IsUnixPipe || binding.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(binding.Host, out IPAddress? ip) && IPAddress.IsLoopback(ip));
    }

    private static string[] Addresses(IConfiguration configuration)
    {
        string[] endpoints = [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>()];
        return endpoints.Length > 0 ? endpoints : (configuration[WebHostDefaults.ServerUrlsKey] ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
