using ImpactService.DataAccess.Stores;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class BlockContentTests
{
    [Fact]
    public void Write_AlikeAnswers_TakeAFractionOfTheirBytes()
    {
        EstimateRecord[] records = [.. Enumerable.Range(0, EstimateBlock.RecordsMax).Select(EstimateRecords.Numbered)];
        Assert.True(BlockContent.Write(records).Length < records.Sum(r => r.AnswerJson.Length) / 4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    public void Read_Position_IsThatRecord(int position)
    {
        EstimateRecord[] records = [.. Enumerable.Range(0, EstimateBlock.RecordsMax).Select(EstimateRecords.Numbered)];
        EstimateEvidence evidence = BlockContent.Read(BlockContent.Write(records), position);
        Assert.Equal(records[position].AnswerJson, evidence.AnswerJson);
        Assert.Equal(records[position].CalibrationState, evidence.CalibrationState);
    }

    [Fact]
    public void Read_DamagedOrForeignValue_IsRefused()
    {
        byte[] whole = BlockContent.Write([EstimateRecords.New()]);
        Assert.Throws<InvalidDataException>(() => BlockContent.Read(whole, 1));
        Assert.Throws<InvalidDataException>(() => BlockContent.Read([], 0));
        Assert.Throws<InvalidDataException>(() => BlockContent.Read([9, .. whole[1..]], 0));
        Assert.Throws<InvalidDataException>(() => BlockContent.Read([0, 0, 0, 0, 9, 1], 0));
        Assert.ThrowsAny<SystemException>(() => BlockContent.Read(whole[..^3], 0));
    }
}
