using ImpactService.ImpactApi.Bus;

namespace ImpactService.ImpactApi.Hosting;

/// <summary>
/// Settings of the service, section "Impact" of the configuration (appsettings.json, environment Impact__StaleAfterSeconds, command line --Impact:StaleAfterSeconds=60).
/// </summary>
internal sealed class ImpactOptions
{
    public const string Section = "Impact";

    /// <summary>Data directory of the embedded PostgreSQL; also IMPACT_DATA.</summary>
    public string Data { get; set; } = "data";

    /// <summary>Connection string of a server of your own instead of the embedded one; also IMPACT_CONNECTION.</summary>
    public string? Connection { get; set; }

    /// <summary>A quote older than this moves the answer to the parametric rung. Liquid names quote every second; two minutes of silence is a broken feed or a halt.</summary>
    public double StaleAfterSeconds { get; set; } = 120;

    /// <summary>A quote older than this is no market: the estimate is refused.</summary>
    public double RefuseAfterSeconds { get; set; } = 3_600;

    /// <summary>How often the store is asked for new market data and another active model.</summary>
    public double PollSeconds { get; set; } = 2;

    /// <summary>How often the finished sessions of every instrument are compared with the store: summaries are written after the rows they summarise.</summary>
    public double HistorySeconds { get; set; } = 30;

    /// <summary>Answers that wait for the store; beyond it answers say recorded: false. A packed one takes about 1.5 kB.</summary>
    public int RecorderCapacity { get; set; } = 20_000;

    /// <summary>Answers written in one transaction.</summary>
    public int RecorderBatch { get; set; } = 2_000;

    /// <summary>Bytes of answers that may wait on disk while the store is away; beyond it they wait in memory. An answer takes about 1.5 kB.</summary>
    public long SpoolBytes { get; set; } = 1L << 30;

    /// <summary>Where they wait; null: the directory "spool" in the data directory.</summary>
    public string? Spool { get; set; }

    /// <summary>How long a stopping service waits for the last answers to reach the store.</summary>
    public double FlushSeconds { get; set; } = 10;

    /// <summary>Sessions of past asOf questions kept in memory, one tape each: a busy session of half a million events takes 70 MB.</summary>
    public int ReplaySessions { get; set; } = 4;

    /// <summary>Asks for a key on the loopback interface too. Where other machines can reach the service a key is always needed.</summary>
    public bool RequireKeys { get; set; }

    /// <summary>How often a key without a limit of its own may ask: twice what one core answers would be no limit, and a desk of traders needs a hundredth of it.</summary>
    public int KeyRequestsPerSecond { get; set; } = 2_000;
    /// <summary>Bodies of rows that are written at the same time: each holds a connection to the store.</summary>
    public int IngestConcurrency { get; set; } = 4;

    /// <summary>Bodies that wait for their turn; beyond it the answer is 429.</summary>
    public int IngestQueue { get; set; } = 32;

    /// <summary>Rows of one transaction.</summary>
    public int IngestBatch { get; set; } = 25_000;

    /// <summary>Bytes of one body of rows; what comes beyond is refused, what came before is kept.</summary>
    public long IngestBodyBytes { get; set; } = 1L << 30;

    /// <summary>How long one body of rows may take.</summary>
    public double IngestBodySeconds { get; set; } = 600;

    /// <summary>How often sessions that ingestion has touched are summarised, once they are over.</summary>
    public double SummarySeconds { get; set; } = 15;

    /// <summary>The message bus between machines; off without an address.</summary>
    public BusOptions Bus { get; set; } = new();

    /// <summary>Memory for the answers of requests with an Idempotency-Key: beyond it the oldest are forgotten before their 24 hours. An answer takes about 9 kB.</summary>
    public int IdempotencyMegabytes { get; set; } = 64;

    /// <exception cref="InvalidOperationException">A setting is out of range.</exception>
    public ImpactOptions Checked()
    {
        Require(StaleAfterSeconds > 0, nameof(StaleAfterSeconds), StaleAfterSeconds, "above 0");
        Require(RefuseAfterSeconds >= StaleAfterSeconds, nameof(RefuseAfterSeconds), RefuseAfterSeconds, $"at least {nameof(StaleAfterSeconds)} ({StaleAfterSeconds})");
        Require(PollSeconds is >= 0.05 and <= 3_600, nameof(PollSeconds), PollSeconds, "0.05 to 3600");
        Require(HistorySeconds is >= 0.05 and <= 86_400, nameof(HistorySeconds), HistorySeconds, "0.05 to 86400");
        Require(RecorderCapacity is >= 1 and <= 1_000_000, nameof(RecorderCapacity), RecorderCapacity, "1 to 1000000");
        Require(RecorderBatch is >= 1 and <= 10_000, nameof(RecorderBatch), RecorderBatch, "1 to 10000");
        Require(SpoolBytes is >= 0 and <= 1L << 44, nameof(SpoolBytes), SpoolBytes, "0 to 2^44");
        Require(FlushSeconds is >= 0 and <= 600, nameof(FlushSeconds), FlushSeconds, "0 to 600");
        Require(ReplaySessions is >= 1 and <= 1_000, nameof(ReplaySessions), ReplaySessions, "1 to 1000");
        Require(KeyRequestsPerSecond is >= 1 and <= 1_000_000, nameof(KeyRequestsPerSecond), KeyRequestsPerSecond, "1 to 1000000");
        Require(IdempotencyMegabytes is >= 1 and <= 100_000, nameof(IdempotencyMegabytes), IdempotencyMegabytes, "1 to 100000");
        Require(IngestConcurrency is >= 1 and <= 16, nameof(IngestConcurrency), IngestConcurrency, "1 to 16");
        Require(IngestQueue is >= 0 and <= 10_000, nameof(IngestQueue), IngestQueue, "0 to 10000");
        Require(IngestBatch is >= 1 and <= 1_000_000, nameof(IngestBatch), IngestBatch, "1 to 1000000");
        Require(IngestBodyBytes is >= 1_024 and <= 1L << 40, nameof(IngestBodyBytes), IngestBodyBytes, "1024 to 2^40");
        Require(IngestBodySeconds is >= 0.1 and <= 86_400, nameof(IngestBodySeconds), IngestBodySeconds, "0.1 to 86400");
        Require(SummarySeconds is >= 0.05 and <= 86_400, nameof(SummarySeconds), SummarySeconds, "0.05 to 86400");
        Bus.Check();
        return this;
    }

    private static void Require(bool valid, string name, object value, string range)
    {
        if (!valid)
            throw new InvalidOperationException($"setting {Section}:{name} is {value}; valid: {range}");
    }
}
