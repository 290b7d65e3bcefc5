namespace ImpactService.ImpactModels.Market;

/// <summary>Side of an order; the value is the sign s of the definitions: +1 buy, −1 sell. A positive cost is money lost, for either side.</summary>
public enum Side : sbyte
{
    Sell = -1,
    Buy = 1,
}

/// <summary>Who took liquidity in a trade; the value is the sign of the trade. Unknown until signed (see TradeSigner).</summary>
public enum Aggressor : sbyte
{
    Seller = -1,
    Unknown = 0,
    Buyer = 1,
}

public static class SideExtensions
{
    /// <summary>+1 for a buy, −1 for a sell.</summary>
    public static double Sign(this Side side) => (sbyte)side;

    public static Side Opposite(this Side side) => (Side)(-(sbyte)side);
}
