using System.Collections.Immutable;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>What of an estimate is looked for.</summary>
/// <param name="ModelHash">Null when no model was there and a law answered.</param>
public readonly record struct EstimateRow(Guid Id, Timestamp Time, string? Tenant, string? ModelHash);

/// <summary>
/// Up to <see cref="RecordsMax"/> estimates as they wait, lie on disk and are stored: what is looked for as rows, the rest as one compressed value. A block keeps its id wherever it goes, so that
/// one that may or may not have reached the store is simply sent again.
/// </summary>
public sealed class EstimateBlock
{
    /// <summary>More would hardly compress better, and to read one answer is to read its block.</summary>
    public const int RecordsMax = 32;

    internal EstimateBlock(Guid id, ImmutableArray<EstimateRow> rows, byte[] content) => (Id, Rows, Content) = (id, rows, content);

    public Guid Id { get; }

    /// <summary>In the order in which the content has them.</summary>
    public ImmutableArray<EstimateRow> Rows { get; }

    internal byte[] Content { get; }

    /// <param name="records">1 to <see cref="RecordsMax"/>.</param>
    public static EstimateBlock Pack(ReadOnlySpan<EstimateRecord> records)
    {
        ArgumentOutOfRangeException.ThrowIfZero(records.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(records.Length, RecordsMax);
        ImmutableArray<EstimateRow>.Builder rows = ImmutableArray.CreateBuilder<EstimateRow>(records.Length);
        foreach (EstimateRecord record in records)
            rows.Add(new EstimateRow(record.Id, record.Time, record.Tenant, record.ModelHash));
        return new EstimateBlock(Guid.CreateVersion7(), rows.MoveToImmutable(), BlockContent.Write(records));
    }

    /// <summary>The record at a place, as it was packed.</summary>
    public EstimateRecord At(int position)
    {
        EstimateRow row = Rows[position];
        return BlockContent.Read(Content, position).Of(row);
    }

    /// <returns>Null when the block has none of that id.</returns>
    public EstimateRecord? Find(Guid id)
    {
        for (int i = 0; i < Rows.Length; i++)
        {
            if (Rows[i].Id == id)
                return At(i);
        }

        return null;
    }
}
