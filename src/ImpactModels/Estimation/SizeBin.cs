namespace ImpactService.ImpactModels.Estimation;

/// <summary>Sizes of the training orders of one range of horizons.</summary>
internal readonly record struct SizeBin(double FromHorizonSeconds, int RowCount, SupportRange AdvFraction, SupportRange Participation)
{
    public static SizeBin Of(ReadOnlySpan<SupportQuery> rows)
    {
        double[] advFractions = new double[rows.Length];
        double[] participations = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            (advFractions[i], participations[i]) = (rows[i].AdvFraction, rows[i].Participation);
        Array.Sort(advFractions);
        Array.Sort(participations);
        return new SizeBin(
            rows[0].HorizonSeconds,
            rows.Length,
            SupportRange.Of(advFractions, SupportRule.TailShare),
            SupportRange.Of(participations, SupportRule.TailShare));
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(FromHorizonSeconds);
        writer.Write(RowCount);
        Write(writer, AdvFraction);
        Write(writer, Participation);
    }

    public static SizeBin Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadInt32(), ReadRange(reader), ReadRange(reader));

    public static void Write(BinaryWriter writer, SupportRange range)
    {
        writer.Write(range.Lowest);
        writer.Write(range.BulkLow);
        writer.Write(range.BulkHigh);
        writer.Write(range.Highest);
    }

    public static SupportRange ReadRange(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
