using Spectre.Console;

namespace ImpactService.ImpactCli.Reporting;

/// <summary>Frames and progress bars for people at a terminal, plain lines for everything else.</summary>
internal static class Reports
{
    public static IReport For(TextWriter output) => IsTerminal(output) ? new TerminalReport(AnsiConsole.Console) : new MarkdownReport(output);

    public static bool IsTerminal(TextWriter output) => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
}
