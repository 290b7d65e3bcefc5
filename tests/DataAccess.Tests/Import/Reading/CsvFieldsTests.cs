using System.Text;
using ImpactService.DataAccess.Import;
using ImpactService.DataAccess.Import.Reading;

namespace ImpactService.Tests.DataAccess.Import.Reading;

public class CsvFieldsTests
{
    private static readonly CsvColumns columns = new(["a", "b"], ["c"]);

    [Theory]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData("a,,", "a||")]
    [InlineData("", "")]
    [InlineData("\"1 2\",x", "1 2|x")]
    [InlineData("x,\"a,b\",\"\"", "x|a,b|")]
    [InlineData("\"a\"\"b\"", "a\"\"b")]
    public void TrySplit_Line_Fields(string line, string expected)
    {
        CsvFields fields = new();
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        Assert.True(fields.TrySplit(bytes));
        Assert.Equal(expected, string.Join('|', Enumerable.Range(0, fields.Count).Select(i => Encoding.UTF8.GetString(fields.Of(bytes, i)))));
    }

    [Theory]
    [InlineData("\"open")]
    [InlineData("\"a\"b,c")]
    [InlineData("x,\"")]
    public void TrySplit_QuoteNotClosed_False(string line) => Assert.False(new CsvFields().TrySplit(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void TrySplit_TenThousandCommas_CountBeyondAnyFormat()
    {
        CsvFields fields = new();
        Assert.True(fields.TrySplit(Encoding.UTF8.GetBytes(new string(',', 10_000))));
        Assert.True(fields.Count > CsvFields.FieldsMax);
    }

    [Fact]
    public void ReadHeader_AnyOrderAndCase_Positions()
    {
        CsvHeader header = ReadHeader("C, b,\"A\"");
        Assert.Equal((2, 1, 0, 3), (header["a"], header["b"], header["c"], header.Count));
    }

    [Fact]
    public void ReadHeader_OptionalColumnAbsent_MinusOne() => Assert.Equal(-1, ReadHeader("a,b")["c"]);

    [Theory]
    [InlineData("a", "'b' is missing")]
    [InlineData("a,b,x", "'x' is unknown")]
    [InlineData("a,b,b", "'b' appears 2 times")]
    public void ReadHeader_WrongColumns_NamesProblemAndExpectedColumns(string line, string problem)
    {
        ImportException failure = Assert.Throws<ImportException>(() => ReadHeader(line));
        Assert.Equal(ImportFailure.WrongColumns, failure.Failure);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.Contains("a,b[,c]", failure.Message, StringComparison.Ordinal);
        Assert.Contains("file.csv", failure.Message, StringComparison.Ordinal);
    }

    private static CsvHeader ReadHeader(string line)
    {
        using LineReader lines = new(new MemoryStream(Encoding.UTF8.GetBytes(line)));
        return CsvHeader.Read(lines, columns, "file.csv");
    }
}
