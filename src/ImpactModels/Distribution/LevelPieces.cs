using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>The 16 pieces between the 17 levels of <see cref="QuantileLevels"/>.</summary>
internal static class LevelPieces
{
    /// <summary>Every level is a multiple of 1/200, so the piece of a level is one look-up.</summary>
    private const int CellsPerUnit = 200;

    private static readonly double[] masses = PieceMasses();

    private static readonly byte[] pieceOfCell = PieceOfCell();

    /// <summary>[16] mass between neighbouring levels.</summary>
    public static ReadOnlySpan<double> Masses => masses;

    /// <summary>The piece (between levels s and s + 1) that holds a level in [0.01, 0.99].</summary>
    public static int Of(double level) => pieceOfCell[(int)(level * CellsPerUnit)];

    private static double[] PieceMasses()
    {
        ReadOnlySpan<double> levels = QuantileLevels.All;
        double[] mass = new double[levels.Length - 1];
        for (int i = 0; i < mass.Length; i++)
            mass[i] = levels[i + 1] - levels[i];
        return mass;
    }

    private static byte[] PieceOfCell()
    {
        byte[] pieces = new byte[CellsPerUnit];
        for (int cell = 0; cell < CellsPerUnit; cell++)
        {
            double middle = (cell + 0.5) / CellsPerUnit;
            int s = 0;
            while (s < QuantileLevels.Count - 2 && QuantileLevels.All[s + 1] <= middle)
                s++;
            pieces[cell] = (byte)s;
        }

        return pieces;
    }
}
