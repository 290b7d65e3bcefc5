using ImpactService.DataAccess.Import.Rows;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>How a body is written. Takes a row's sequence off and gives the rest as a line for the CSV parser of its schema, so that every row of every format meets the same rules.</summary>
internal interface IRowText
{
    /// <summary>The header that the parser of a schema has to read.</summary>
    string Header(int schema);

    /// <summary>How a column is called in a body of this format.</summary>
    string NameOf(string column);

    /// <returns>Accepted when there is a row to be judged; the line is valid until the next call.</returns>
    RowOutcome Take(ReadOnlySpan<byte> line, out TakenRow row);
}

/// <summary>A row without its sequence.</summary>
internal ref struct TakenRow
{
    public long Sequence;
    public int Schema;
    public ReadOnlySpan<byte> Line;
}
