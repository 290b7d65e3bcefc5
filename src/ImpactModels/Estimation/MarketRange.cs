using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Laws;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// How wide spreads and how high volatilities the training orders met, each over its usual (spread_to_history, realised_volatility_60s_bps over daily_volatility): the ratio that all but one order in a
/// thousand stayed below. NaN where no order knew its usual.
/// </summary>
public readonly record struct MarketRange(double SpreadRatio, double VolatilityRatio)
{
    /// <summary>Above the rest are broken rows as often as markets.</summary>
    private const double BulkShare = 0.999;

    /// <summary>Far beyond the range: twice its end. The trees have no split there, and answer as at the end.</summary>
    private const double FarBeyond = 2;

    /// <summary>Of <see cref="DisorderLimits.Usual"/>: an ordinary open or piece of news gets half as far, and a model of quiet days alone must not call that a disorder.</summary>
    private const double LeastShare = 0.5;

    /// <summary>Of <see cref="DisorderLimits.Usual"/>: beyond fifty times its spread no market is in order, whatever was trained on.</summary>
    private const double MostShare = 5;

    /// <summary>Where a market counts as out of order for a model of this range.</summary>
    public DisorderLimits Limits => new(Limit(SpreadRatio, DisorderLimits.Usual.SpreadRatio), Limit(VolatilityRatio, DisorderLimits.Usual.VolatilityRatio));

    /// <param name="orders">Feature vectors, each [schema.Count].</param>
    public static MarketRange Of(IReadOnlyCollection<double[]> orders, FeatureSchema schema)
    {
        int spread = schema.IndexOf("spread_to_history"), realised = schema.IndexOf("realised_volatility_60s_bps"), daily = schema.IndexOf("daily_volatility");
        return new MarketRange(
            BulkEnd(orders.Select(order => order[spread])),
            BulkEnd(orders.Select(order => order[realised] / (order[daily] * LawConventions.BpsPerUnit))));
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(SpreadRatio);
        writer.Write(VolatilityRatio);
    }

    public static MarketRange Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble());

    private static double BulkEnd(IEnumerable<double> ratios)
    {
        double[] known = [.. ratios.Where(double.IsFinite).Order()];
        return known.Length > 0 ? known[(int)Math.Ceiling(BulkShare * (known.Length - 1))] : double.NaN;
    }

    private static double Limit(double bulkEnd, double usual) => double.IsNaN(bulkEnd) ? usual : Math.Clamp(FarBeyond * bulkEnd, LeastShare * usual, MostShare * usual);
}
