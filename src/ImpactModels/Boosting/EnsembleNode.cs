namespace ImpactService.ImpactModels.Boosting;

/// <summary>
/// Eight bytes: go to this node's index + offset, and one further when the value read is above the threshold. A leaf has offset 0 and threshold +∞: it leads to itself.
/// </summary>
internal readonly record struct EnsembleNode
{
    private const int OffsetBits = 10;

    private readonly uint packed;

    /// <param name="threshold">Values up to it go left.</param>
    /// <param name="position">In the expanded row.</param>
    /// <param name="offset">Of the left child, positive; below 1024, as a tree has at most 509 nodes.</param>
    public EnsembleNode(float threshold, int position, int offset)
    {
        Threshold = threshold;
        packed = (uint)position << OffsetBits | (uint)offset;
    }

    public float Threshold { get; }

    public int Position => (int)(packed >> OffsetBits);

    public int Offset => (int)(packed & (1 << OffsetBits) - 1);

    public bool IsLeaf => Offset == 0;

    public static EnsembleNode Leaf => new(float.PositiveInfinity, 0, 0);

    public const int LargestPosition = (1 << 32 - OffsetBits) - 1;
}
