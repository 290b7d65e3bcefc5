using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Csv;

/// <summary>"buy" or "sell", in any case.</summary>
internal static class CsvSide
{
    public static bool TryParse(ReadOnlySpan<byte> text, out Side side)
    {
        side = System.Text.Ascii.EqualsIgnoreCase(text, "sell"u8) ? Side.Sell : Side.Buy;
        return side == Side.Sell || System.Text.Ascii.EqualsIgnoreCase(text, "buy"u8);
    }

    /// <summary>The side of a trade is its aggressor's; empty when the feed does not say.</summary>
    public static bool TryParseAggressor(ReadOnlySpan<byte> text, out Aggressor aggressor)
    {
        aggressor = Aggressor.Unknown;
        if (text.IsEmpty)
            return true;
        bool isSide = TryParse(text, out Side side);
        aggressor = side == Side.Buy ? Aggressor.Buyer : Aggressor.Seller;
        return isSide;
    }
}
