using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.Benchmarks.Learner;

/// <summary>How often raw curves cross, and that no answer does: on the test rows and on a million random ones far outside the data.</summary>
internal static class Crossing
{
    private const int RandomRows = 1_000_000;

    public static void Print(BoostingModel model, BenchTable test)
    {
        var curve = new double[QuantileLevels.Count];
        int raw = 0;
        int answers = 0;
        for (int row = 0; row < test.RowCount; row++)
        {
            model.PredictRaw(test.Row(row), [], curve);
            raw += Crosses(curve) ? 1 : 0;
            model.Predict(test.Row(row), [], curve);
            answers += Crosses(curve) ? 1 : 0;
        }

        Figures.Print(new { Extra = "crossings", Who = "impact", Inputs = "test rows", Rows = test.RowCount, RawCrossingShare = (double)raw / test.RowCount, Crossings = answers });
        Figures.Print(new { Extra = "crossings", Who = "impact", Inputs = "random, far outside", Rows = RandomRows, Crossings = CrossingsFarOutside(model) });
    }

    private static int CrossingsFarOutside(BoostingModel model)
    {
        var random = new SeededRandom(7);
        var row = new float[model.FeatureCount];
        var curve = new double[QuantileLevels.Count];
        int crossings = 0;
        for (int i = 0; i < RandomRows; i++)
        {
            foreach (ref float value in row.AsSpan())
                value = random.NextInt32(20) == 0 ? float.NaN : (float)(random.NextNormal() * Math.Pow(10, random.NextInt32(9) - 2));
            model.Predict(row, [], curve);
            crossings += Crosses(curve) ? 1 : 0;
        }

        return crossings;
    }

    private static bool Crosses(ReadOnlySpan<double> curve)
    {
        for (int level = 1; level < curve.Length; level++)
        {
            if (!(curve[level] >= curve[level - 1]))
                return true;
        }

        return false;
    }
}
