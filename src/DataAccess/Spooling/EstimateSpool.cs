using System.Globalization;
using ImpactService.DataAccess.Postgres;
using ImpactService.DataAccess.Stores;

namespace ImpactService.DataAccess.Spooling;

/// <summary>Why the spool takes nothing: its own limit, or the disk.</summary>
public sealed record SpoolFault(bool IsFull, string Text);

/// <summary>
/// Estimates that wait on disk for a store that is away: segment files in a directory of this process's own, bounded in bytes. What a process left that died is found by the next one that opens
/// the directory. Thread-safe.
/// </summary>
public sealed class EstimateSpool : IDisposable
{
    /// <summary>Small enough that a drained part of a long outage frees its disk soon; some thousand answers.</summary>
    private const long SegmentBytesMax = 8L << 20;

    /// <summary>Processes that share a data directory.</summary>
    private const int SlotsMax = 64;

    private readonly Lock gate = new();
    private readonly List<SpoolSegment> segments = [];
    private readonly List<string> damages = [];
    private readonly string directory;
    private readonly FileLock slot;
    private readonly long bytesMax;
    private SpoolSegment? active;
    private long nextNumber = 1;
    private bool isDirty;

    private EstimateSpool(string directory, FileLock slot, long bytesMax) => (this.directory, this.slot, this.bytesMax) = (directory, slot, bytesMax);

    /// <summary>What was found broken at the opening, one line each.</summary>
    public IReadOnlyList<string> Damages => damages;

    /// <summary>Why the last append was refused; null when it was not.</summary>
    public SpoolFault? Fault { get; private set; }

    public long Bytes
    {
        get
        {
            lock (gate)
                return segments.Sum(s => s.Bytes);
        }
    }

    /// <summary>Estimates that wait.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return segments.Sum(s => s.Count);
        }
    }

    /// <param name="root">Each process takes a directory of its own in it, and what is left in those that nobody holds.</param>
    /// <exception cref="StoreException">The directory cannot be used.</exception>
    public static EstimateSpool Open(string root, long bytesMax)
    {
        try
        {
            (string directory, FileLock slot) = TakeSlot(root);
            EstimateSpool spool = new(directory, slot, bytesMax);
            spool.Recover(root);
            return spool;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"the spool in '{root}' cannot be used: {failure.Message}", failure);
        }
    }

    /// <summary>Adds a batch, whole or not at all. False when the spool is full or the disk refuses; <see cref="Fault"/> says which.</summary>
    public bool TryAppend(IReadOnlyList<EstimateBlock> blocks)
    {
        lock (gate)
        {
            if (segments.Sum(s => s.Bytes) >= bytesMax)
            {
                Fault = new SpoolFault(IsFull: true, string.Create(CultureInfo.InvariantCulture, $"the spool has reached its {bytesMax} bytes"));
                return false;
            }

            try
            {
                Active().Append(blocks);
                isDirty = true;
                Fault = null;
                return true;
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                Fault = new SpoolFault(IsFull: false, $"the disk of the spool refuses: {refused.Message}");
                return false;
            }
        }
    }

    public EstimateRecord? Find(Guid id)
    {
        lock (gate)
            return segments.LastOrDefault(s => s.Contains(id))?.Find(id);
    }

    /// <summary>Writes through to the disk what was appended since the last time.</summary>
    public void Sync()
    {
        lock (gate)
        {
            if (!isDirty)
                return;
            isDirty = false;
            active?.Sync();
        }
    }

    /// <summary>Gives the oldest blocks to a writer, segment by segment; a segment goes when all of it was written.</summary>
    /// <param name="write">False when the store does not take the batch: then the segment stays, and its blocks are written again the next time.</param>
    /// <param name="batchMax">Blocks.</param>
    /// <returns>How many estimates were written.</returns>
    public async Task<int> DrainAsync(Func<IReadOnlyList<EstimateBlock>, Task<bool>> write, int batchMax)
    {
        int written = 0;
        while (Oldest() is { } segment)
        {
            foreach (EstimateBlock[] batch in segment.ReadAll().Chunk(batchMax))
            {
                if (!await write(batch))
                    return written;
                written += batch.Sum(b => b.Rows.Length);
            }

            Remove(segment);
        }

        return written;
    }

    public void Dispose()
    {
        lock (gate)
        {
            active?.Sync();
            foreach (SpoolSegment segment in segments)
                segment.Dispose();
            segments.Clear();
            active = null;
        }

        slot.Dispose();
    }

    private static (string Directory, FileLock Slot) TakeSlot(string root)
    {
        for (int number = 1; number <= SlotsMax; number++)
        {
            string directory = SlotDirectory(root, number);
            Directory.CreateDirectory(directory);
            if (FileLock.TryExclusive(LockFile(directory)) is { } taken)
                return (directory, taken);
        }

        throw new IOException($"{SlotsMax} processes use it already");
    }

    private static string SlotDirectory(string root, int number) => Path.Combine(root, number.ToString(CultureInfo.InvariantCulture));

    private static string LockFile(string directory) => Path.Combine(directory, "lock");

    /// <summary>Finds what is left here, and takes over what is left in places that nobody holds.</summary>
    private void Recover(string root)
    {
        Adopt(directory);
        foreach (string other in Directory.GetDirectories(root).Where(d => d != directory))
        {
            using FileLock? free = FileLock.TryExclusive(LockFile(other));
            if (free is not null)
                Adopt(other);
        }
    }

    private void Adopt(string from)
    {
        foreach (string path in Directory.GetFiles(from, "*.spool").Order(StringComparer.Ordinal))
        {
            string own = path;
            if (from != directory)
                File.Move(path, own = NextPath());
            else
                nextNumber = Math.Max(nextNumber, NumberOf(path) + 1);
            Take(SpoolSegment.Open(own));
        }
    }

    private void Take(SpoolSegment segment)
    {
        if (segment.DamagedBytes > 0)
            damages.Add(string.Create(CultureInfo.InvariantCulture, $"{segment.Path}: {segment.Count} records are whole, {segment.DamagedBytes} bytes behind them are not and are passed over"));
        if (segment.Count > 0)
            segments.Add(segment);
        else if (segment.DamagedBytes > 0)
            File.Move(segment.Path, segment.Path + ".damaged", overwrite: true);
        else
            segment.Delete();
    }

    private SpoolSegment Active()
    {
        if (active is { Bytes: >= SegmentBytesMax })
        {
            active.Sync();
            active.Seal();
            active = null;
        }

        if (active is null)
        {
            active = SpoolSegment.Create(NextPath());
            segments.Add(active);
        }

        return active;
    }

    private SpoolSegment? Oldest()
    {
        lock (gate)
        {
            SpoolSegment? oldest = segments.FirstOrDefault(s => s.Count > 0);
            if (oldest is not null && oldest == active)
            {
                active.Seal();
                active = null;
            }

            return oldest;
        }
    }

    private void Remove(SpoolSegment segment)
    {
        lock (gate)
        {
            segments.Remove(segment);
            segment.Delete();
        }
    }

    private string NextPath()
    {
        string path;
        do
        {
            path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{nextNumber++:D10}.spool"));
        }
        while (File.Exists(path));
        return path;
    }

    private static long NumberOf(string path) => long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
