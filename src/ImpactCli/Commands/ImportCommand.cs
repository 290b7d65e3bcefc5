using System.CommandLine;

namespace ImpactService.ImpactCli.Commands;

/// <summary>impact import: files of market data, orders, fills and signals into the store.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        Command command = new("import", "Import market data, orders, fills or signals from files.");
        return command;
    }
}
