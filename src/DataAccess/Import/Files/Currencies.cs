namespace ImpactService.DataAccess.Import.Files;

/// <summary>The currency of a new instrument where the user gives none: US dollars, or what a crypto pair is quoted in.</summary>
internal static class Currencies
{
    /// <summary>Longer names first: BTCFDUSD is quoted in FDUSD.</summary>
    private static readonly string[] quoteAssets = ["FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USD", "EUR", "GBP", "TRY", "BRL", "JPY", "BTC", "ETH", "BNB"];

    public static string Guess(ImportFormat format, string symbol)
    {
        if (format != ImportFormat.Binance)
            return "USD";
        string pair = symbol.Split('.', '_')[0];
        return quoteAssets.FirstOrDefault(a => pair.Length > a.Length && pair.EndsWith(a, StringComparison.Ordinal)) ?? "USD";
    }
}
