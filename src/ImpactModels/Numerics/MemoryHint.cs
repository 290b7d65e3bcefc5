using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Asks for memory some steps before it is read, where rows are picked by an index and the processor cannot guess the next. A hint only: it never changes a result.
/// </summary>
internal static class MemoryHint
{
    /// <summary>Rows ahead: about the time of a read from main memory in the loops that use it.</summary>
    public const int RowsAhead = 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void WillRead<T>(ref T location)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref location));
    }
}
