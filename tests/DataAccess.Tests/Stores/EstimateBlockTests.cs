using ImpactService.DataAccess.Stores;

namespace ImpactService.Tests.DataAccess.Stores;

public sealed class EstimateBlockTests
{
    [Fact]
    public void Write_AlikeAnswers_TakeAFractionOfTheirBytes()
    {
        EstimateRecord[] records = [.. Enumerable.Range(0, EstimateBlock.RecordsMax).Select(EstimateRecords.Numbered)];
        Assert.True(EstimateBlock.Write(records).Length < records.Sum(r => r.AnswerJson.Length) / 4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    public void Read_Position_IsThatRecord(int position)
    {
        EstimateRecord[] records = [.. Enumerable.Range(0, EstimateBlock.RecordsMax).Select(EstimateRecords.Numbered)];
        EstimateEvidence evidence = EstimateBlock.Read(EstimateBlock.Write(records), position);
        Assert.Equal(records[position].AnswerJson, evidence.AnswerJson);
        Assert.Equal(records[position].CalibrationState, evidence.CalibrationState);
    }

    [Fact]
    public void Read_DamagedOrForeignValue_IsRefused()
    {
        byte[] whole = EstimateBlock.Write([EstimateRecords.New()]);
        Assert.Throws<InvalidDataException>(() => EstimateBlock.Read(whole, 1));
        Assert.Throws<InvalidDataException>(() => EstimateBlock.Read([], 0));
        Assert.Throws<InvalidDataException>(() => EstimateBlock.Read([9, .. whole[1..]], 0));
        Assert.Throws<InvalidDataException>(() => EstimateBlock.Read([0, 0, 0, 0, 9, 1], 0));
        Assert.ThrowsAny<SystemException>(() => EstimateBlock.Read(whole[..^3], 0));
    }
}
