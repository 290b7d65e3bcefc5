using ImpactService.ImpactApi.Observing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImpactService.Tests.ImpactApi.Observing;

public class AlarmsTests
{
    private readonly TestClock clock = new(new DateTimeOffset(2025, 11, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Alarms alarms;

    public AlarmsTests() => alarms = new Alarms(clock, NullLogger<Alarms>.Instance);

    [Fact]
    public void Raise_AgainWithOtherWords_KeepsTheBeginning()
    {
        DateTimeOffset began = clock.Now;
        alarms.Raise(AlarmCode.FeedSilent, "silent for 60 s", "ELM");
        clock.Now = began.AddMinutes(1);
        alarms.Raise(AlarmCode.FeedSilent, "silent for 120 s", "ELM");
        Assert.Equal(new Alarm(AlarmCode.FeedSilent, "ELM", "silent for 120 s", began), Assert.Single(alarms.Standing));
    }

    [Fact]
    public void Clear_OneSubject_LeavesTheOthers()
    {
        alarms.Raise(AlarmCode.FeedSilent, "silent", "ELM");
        clock.Now = clock.Now.AddSeconds(1);
        alarms.Raise(AlarmCode.FeedSilent, "silent", "OAK");
        alarms.Raise(AlarmCode.StoreUnreachable, "refused");
        alarms.Clear(AlarmCode.FeedSilent, "ELM");
        alarms.Clear(AlarmCode.FeedSilent, "nobody");
        Assert.Equal([(AlarmCode.StoreUnreachable, ""), (AlarmCode.FeedSilent, "OAK")], alarms.Standing.Select(a => (a.Code, a.Subject)));
    }

    [Fact]
    public void Raise_BeyondTheLimit_IsCountedAndNotKept()
    {
        for (int i = 0; i < Alarms.StandingMax + 7; i++)
            alarms.Raise(AlarmCode.FeedSilent, "silent", $"S{i}");
        Assert.Equal((Alarms.StandingMax, 7), (alarms.Standing.Length, alarms.PassedOver));
        alarms.Clear(AlarmCode.FeedSilent, "S0");
        alarms.Raise(AlarmCode.DiskFull, "no space");
        Assert.Contains(alarms.Standing, a => a.Code == AlarmCode.DiskFull);
    }

    [Fact]
    public void Clear_MoreThanAreKept_KeepsTheLastFirst()
    {
        DateTimeOffset began = clock.Now;
        for (int i = 0; i < Alarms.EndedMax + 3; i++)
        {
            alarms.Raise(AlarmCode.FeedSilent, "silent", $"S{i}");
            clock.Now = clock.Now.AddSeconds(1);
            alarms.Clear(AlarmCode.FeedSilent, $"S{i}");
            alarms.Clear(AlarmCode.FeedSilent, $"S{i}");
        }

        Assert.Equal(Alarms.EndedMax, alarms.Ended.Count);
        Assert.Equal(new EndedAlarm(new Alarm(AlarmCode.FeedSilent, "S22", "silent", began.AddSeconds(22)), began.AddSeconds(23)), alarms.Ended[0]);
        Assert.Equal("S3", alarms.Ended[^1].Alarm.Subject);
        Assert.Empty(alarms.Standing);
    }
}
