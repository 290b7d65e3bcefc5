using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>
/// A market event and where it came from, in the order of every stream: available time, event time, source, row; of one row, trade before quote before depth.
/// </summary>
public readonly record struct StoredEvent(MarketEvent Event, int SourceId, long RowNumber) : IComparable<StoredEvent>
{
    public static bool operator <(StoredEvent left, StoredEvent right) => left.CompareTo(right) < 0;

    public static bool operator <=(StoredEvent left, StoredEvent right) => left.CompareTo(right) <= 0;

    public static bool operator >(StoredEvent left, StoredEvent right) => left.CompareTo(right) > 0;

    public static bool operator >=(StoredEvent left, StoredEvent right) => left.CompareTo(right) >= 0;

    public int CompareTo(StoredEvent other)
    {
        int order = Event.AvailableTime.CompareTo(other.Event.AvailableTime);
        if (order == 0)
            order = Event.EventTime.CompareTo(other.Event.EventTime);
        if (order == 0)
            order = SourceId.CompareTo(other.SourceId);
        if (order == 0)
            order = RowNumber.CompareTo(other.RowNumber);
        return order != 0 ? order : Event.Kind.CompareTo(other.Event.Kind);
    }
}
