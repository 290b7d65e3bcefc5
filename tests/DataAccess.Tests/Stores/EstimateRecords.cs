using System.Text;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Stores;

/// <summary>Records for tests, and what it means that two are the same: every byte and every bit.</summary>
internal static class EstimateRecords
{
    public static EstimateRecord New() => new(
        Guid.CreateVersion7(), StoreFixture.Time("2024-01-02T10:00:00.123456Z"), "desk", "{\"side\": \"buy\"}"u8.ToArray(), "{}"u8.ToArray(), "hash", [1, 2], "cell 3", "{\"lastEvent\": null}"u8.ToArray());

    /// <summary>Differs by <paramref name="i"/> in each part, some of them missing.</summary>
    public static EstimateRecord Numbered(int i) => new(
        Guid.CreateVersion7(), new Timestamp(1_700_000_000_000_000 + i), i % 2 == 0 ? null : "tenant", Utf8($$"""{"quantity":"{{i}}"}"""), Utf8($$"""{"text":"ä{{new string('x', 300 + i % 7)}}"}"""),
        i % 3 == 0 ? null : "hash", [i, double.NaN, -0.0, Math.PI], i % 5 == 0 ? null : "cell", "{}"u8.ToArray());

    /// <summary>The blocks of a batch, as full as they can be.</summary>
    public static EstimateBlock[] Blocks(params EstimateRecord[] records) => [.. records.Chunk(EstimateBlock.RecordsMax).Select(chunk => EstimateBlock.Pack(chunk))];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static void AssertSame(EstimateRecord expected, EstimateRecord? found)
    {
        Assert.NotNull(found);
        Assert.Equal((expected.Id, expected.Time, expected.Tenant, expected.ModelHash, expected.CalibrationState), (found.Id, found.Time, found.Tenant, found.ModelHash, found.CalibrationState));
        Assert.Equal(expected.RequestJson, found.RequestJson);
        Assert.Equal(expected.AnswerJson, found.AnswerJson);
        Assert.Equal(expected.DataTimesJson, found.DataTimesJson);
        Assert.Equal(expected.Features.Select(BitConverter.DoubleToInt64Bits), found.Features.Select(BitConverter.DoubleToInt64Bits));
    }
}
