namespace ImpactService.ImpactModels.Boosting;

/// <summary>A way to divide a node: where each bin goes, and what is gained.</summary>
internal sealed record Split
{
    public required int Feature { get; init; }

    /// <summary>Numeric: bins up to this one go left.</summary>
    public int Bin { get; init; }

    /// <summary>Categorical: the categories (bins) that go left; null for a numeric split.</summary>
    public CategorySet? LeftCategories { get; init; }

    public required bool MissingGoesLeft { get; init; }

    public required double Gain { get; init; }

    public required ScoreSum Left { get; init; }

    /// <summary>[256] by bin: 0 left, 1 right.</summary>
    public void WriteGoesRight(Span<byte> goesRight)
    {
        for (int bin = 0; bin < goesRight.Length; bin++)
            goesRight[bin] = GoesLeft((byte)bin) ? (byte)0 : (byte)1;
    }

    public bool GoesLeft(byte bin)
    {
        if (bin == BinMapper.MissingBin)
            return MissingGoesLeft;
        return LeftCategories is null ? bin <= Bin : LeftCategories.Value.Contains(bin);
    }
}

/// <summary>A set of bins, one bit each.</summary>
internal readonly record struct CategorySet(ulong Bits0, ulong Bits1, ulong Bits2, ulong Bits3)
{
    public bool Contains(int bin) => (Word(bin >> 6) >> (bin & 63) & 1) != 0;

    public CategorySet With(int bin)
    {
        ulong bit = 1UL << (bin & 63);
        return (bin >> 6) switch
        {
            0 => this with { Bits0 = Bits0 | bit },
            1 => this with { Bits1 = Bits1 | bit },
            2 => this with { Bits2 = Bits2 | bit },
            _ => this with { Bits3 = Bits3 | bit },
        };
    }

    public bool Overlaps(CategorySet other) => (Bits0 & other.Bits0 | Bits1 & other.Bits1 | Bits2 & other.Bits2 | Bits3 & other.Bits3) != 0;

    public CategorySet And(CategorySet other) => new(Bits0 & other.Bits0, Bits1 & other.Bits1, Bits2 & other.Bits2, Bits3 & other.Bits3);

    public CategorySet Without(CategorySet other) => new(Bits0 & ~other.Bits0, Bits1 & ~other.Bits1, Bits2 & ~other.Bits2, Bits3 & ~other.Bits3);

    public static CategorySet All => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    private ulong Word(int index) => index switch { 0 => Bits0, 1 => Bits1, 2 => Bits2, _ => Bits3 };
}
