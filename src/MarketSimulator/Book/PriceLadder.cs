using System.Numerics;

namespace ImpactService.MarketSimulator.Book;

/// <summary>
/// The price levels of a book: a window of consecutive ticks, each with its volume and its queue's ends, and one bit per tick that says whether the level is occupied,
/// so that the next level is found 64 ticks at a time. Bids and asks share it, because a tick never holds both.
/// </summary>
internal sealed class PriceLadder
{
    public const int None = -1;
    private const int WordBits = 64;

    private readonly Level[] levels;
    private readonly ulong[] occupied;

    /// <exception cref="ArgumentOutOfRangeException">length is not a positive multiple of 64.</exception>
    public PriceLadder(int firstTick, int length)
    {
        if (length <= 0 || length % WordBits != 0)
            throw new ArgumentOutOfRangeException(nameof(length), length, "the number of ticks must be a positive multiple of 64");
        FirstTick = firstTick;
        levels = new Level[length];
        Array.Fill(levels, Level.Empty);
        occupied = new ulong[length / WordBits];
    }

    public int FirstTick { get; private set; }

    public int Length => levels.Length;

    public bool Contains(int tick) => (uint)(tick - FirstTick) < (uint)levels.Length;

    public ref Level this[int tick] => ref levels[tick - FirstTick];

    public int VolumeLots(int tick) => Contains(tick) ? this[tick].VolumeLots : 0;

    public void SetOccupied(int tick, bool value)
    {
        int index = tick - FirstTick;
        ulong bit = 1UL << (index % WordBits);
        occupied[index / WordBits] = value ? occupied[index / WordBits] | bit : occupied[index / WordBits] & ~bit;
    }

    /// <summary>The lowest occupied tick at or above <paramref name="tick"/>, or null.</summary>
    public int? AtOrAbove(int tick)
    {
        int index = Math.Max(0, tick - FirstTick);
        if (index >= levels.Length)
            return null;
        int word = index / WordBits;
        ulong bits = occupied[word] & (ulong.MaxValue << (index % WordBits));
        while (bits == 0)
        {
            if (++word == occupied.Length)
                return null;
            bits = occupied[word];
        }

        return FirstTick + word * WordBits + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>The highest occupied tick at or below <paramref name="tick"/>, or null.</summary>
    public int? AtOrBelow(int tick)
    {
        int index = Math.Min(levels.Length - 1, tick - FirstTick);
        if (index < 0)
            return null;
        int word = index / WordBits;
        ulong bits = occupied[word] & (ulong.MaxValue >> (WordBits - 1 - index % WordBits));
        while (bits == 0)
        {
            if (--word < 0)
                return null;
            bits = occupied[word];
        }

        return FirstTick + word * WordBits + WordBits - 1 - BitOperations.LeadingZeroCount(bits);
    }

    /// <summary>Moves the window; the caller has emptied the levels that leave it.</summary>
    public void Rebase(int firstTick)
    {
        Level[] kept = new Level[levels.Length];
        for (int i = 0; i < kept.Length; i++)
            kept[i] = Contains(firstTick + i) ? this[firstTick + i] : Level.Empty;
        kept.CopyTo(levels, 0);
        FirstTick = firstTick;
        Array.Clear(occupied);
        for (int i = 0; i < kept.Length; i++)
            SetOccupied(firstTick + i, kept[i].Head != None);
    }

    internal struct Level
    {
        public static readonly Level Empty = new() { Head = None, Tail = None };

        public int VolumeLots;
        public int Head;
        public int Tail;
    }
}
