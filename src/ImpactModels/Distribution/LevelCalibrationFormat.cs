using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Distribution;

/// <summary>Bytes of a calibration group; sizes are checked before they are believed.</summary>
internal static class LevelCalibrationFormat
{
    public static void Write(BinaryWriter writer, CalibrationGroup group)
    {
        writer.Write(group.Cells.Length);
        foreach (int cell in group.Cells)
            writer.Write(cell);
        writer.Write(group.RowCount);
        writer.Write(group.DayCount);
        writer.Write(group.WideningWeight);
        writer.Write(group.ShiftWeight);
        foreach (double level in group.Levels)
            writer.Write(level);
    }

    public static CalibrationGroup Read(BinaryReader reader, int cellCount)
    {
        int[] cells = new int[Bounded(reader.ReadInt32(), cellCount)];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = Bounded(reader.ReadInt32(), cellCount);
        int rows = reader.ReadInt32();
        int days = reader.ReadInt32();
        double widening = reader.ReadDouble();
        double shift = reader.ReadDouble();
        double[] levels = new double[QuantileLevels.Count];
        double last = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = reader.ReadDouble();
            if (!(levels[i] >= last && levels[i] > 0 && levels[i] < 1))
                throw new InvalidDataException($"Calibrated level {levels[i]} after {last}.");
            last = levels[i];
        }

        return new CalibrationGroup([.. cells], rows, days, widening, shift, [.. levels]);
    }

    public static int Bounded(int value, int maximum) =>
        value >= 0 && value <= maximum ? value : throw new InvalidDataException($"{value} is not between 0 and {maximum}.");
}
