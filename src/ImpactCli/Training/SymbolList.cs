namespace ImpactService.ImpactCli.Training;

/// <summary>Symbols in a message, which stays one line whatever the store holds.</summary>
internal static class SymbolList
{
    private const int Shown = 20;

    public static string Of(IReadOnlyCollection<string> symbols) =>
        string.Join(", ", symbols.Take(Shown)) + (symbols.Count > Shown ? $" and {symbols.Count - Shown} more" : "");
}
