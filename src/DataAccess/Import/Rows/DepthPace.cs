using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Import.Rows;

/// <summary>Lets one depth snapshot through per interval: a book that changes a thousand times a second is not worth a thousand arrays.</summary>
internal sealed class DepthPace(int intervalMillis)
{
    private Timestamp last = Timestamp.MinValue;

    public bool IsDue(Timestamp time) => last == Timestamp.MinValue || time.UnixMicros - last.UnixMicros >= intervalMillis * 1_000L;

    public void Mark(Timestamp time) => last = time;
}
