using ImpactService.ImpactModels.Market;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>A random stream of its own for each (seed, kind, instrument, session): the orders of one session do not depend on which others are generated, in what order or on which thread.</summary>
internal static class SessionStream
{
    private const ulong FnvOffset = 14695981039346656037UL;
    private const ulong FnvPrime = 1099511628211UL;

    public static SeededRandom For(ulong seed, TrainingOrderKind kind, SessionTape tape) =>
        new SeededRandom(seed).Fork((ulong)kind).Fork(HashOf(tape.Instrument.Symbol)).Fork((ulong)tape.Session.Date.DayNumber);

    /// <summary>FNV-1a over the UTF-16 units: string.GetHashCode differs from run to run.</summary>
    private static ulong HashOf(string symbol)
    {
        ulong hash = FnvOffset;
        foreach (char unit in symbol)
            hash = (hash ^ unit) * FnvPrime;
        return hash;
    }
}
