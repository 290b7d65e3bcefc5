namespace ImpactService.DataAccess.Import.Binance;

/// <param name="Instrument">Replaces the exchange's symbol; then the capture must hold one symbol.</param>
/// <param name="SymbolSuffix">Appended to the exchange's symbol; null: <see cref="FuturesSuffix"/> for futures, nothing for spot.</param>
internal sealed record BinanceOptions(string? Instrument, string? SymbolSuffix, int DepthIntervalMillis, int DepthLevelsMax)
{
    /// <summary>BTCUSDT.P is the perpetual of BTCUSDT, as charting services call it.</summary>
    public const string FuturesSuffix = ".P";
}
