using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Contracts;

/// <summary>Up to when an answer looked; stored beside it.</summary>
internal sealed record DataTimes(string Instrument, Timestamp AsOf, Timestamp? LastEventTime);
