using ImpactService.ImpactModels.Execution;

namespace ImpactService.Tests.ImpactModels.Execution;

public sealed class ParticipationHorizonTests
{
    [Theory]
    [InlineData(100, 0.1, 90)]
    [InlineData(100, 0.5, 10)]
    [InlineData(100, 1, 0)]
    public void SecondsFor_SteadyVolume_IsTheTimeOfTheOtherVolume(double quantity, double participation, double expected) =>
        Assert.Equal(expected, ParticipationHorizon.SecondsFor(quantity, participation, 1000, seconds => 10 * seconds)!.Value, 1e-6);

    [Fact]
    public void SecondsFor_TooLittleVolume_IsNull()
    {
        Assert.Null(ParticipationHorizon.SecondsFor(100, 0.1, 89, seconds => 10 * seconds));
        Assert.Equal(0.1, ParticipationHorizon.LeastParticipation(100, 900));
    }
}
