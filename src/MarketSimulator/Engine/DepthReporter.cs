namespace ImpactService.MarketSimulator.Engine;

/// <summary>Publishes the book's depth at a steady pace.</summary>
internal sealed class DepthReporter(Venue venue, int snapshotsPerSession) : Participant(venue)
{
    private double IntervalSeconds => Venue.Clock.LengthSeconds / snapshotsPerSession;

    public override void Start() => WakeAfter(1);

    public override void Wake(int tag, int stamp)
    {
        Venue.Tape.RecordDepth(Venue.NowMicros);
        WakeAfter(IntervalSeconds);
    }
}
