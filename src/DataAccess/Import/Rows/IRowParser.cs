using ImpactService.DataAccess.Import.Reading;

namespace ImpactService.DataAccess.Import.Rows;

/// <summary>One file format: turns the lines of one file into rows and says what became of each.</summary>
internal interface IRowParser
{
    /// <summary>Reads the header where the format has one.</summary>
    /// <exception cref="ImportException">The header is not the expected one.</exception>
    void Start(LineReader lines);

    RowOutcome Take(ReadOnlySpan<byte> line, long lineNumber);

    /// <summary>After the last line: publishes what was held back.</summary>
    /// <exception cref="ImportException">The file ends where it must not.</exception>
    void Finish();
}
