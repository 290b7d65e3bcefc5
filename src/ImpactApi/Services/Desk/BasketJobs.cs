using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactApi.Contracts.Desk;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Where a job stands.</summary>
internal enum BasketJobStatus
{
    Queued,
    Running,
    Done,
    Cancelled,
    Failed,
}

/// <summary>One basket on its way.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer or wait handle holds nothing to release, and a job may be cancelled after it is over.")]
internal sealed class BasketJobState(Guid id, string? tenant, BasketRequest request, Timestamp createdTime)
{
    private readonly CancellationTokenSource cancellation = new();
    private double progress;

    public Guid Id => id;

    public string? Tenant => tenant;

    public BasketRequest Request => request;

    public Timestamp CreatedTime => createdTime;

    public CancellationToken Cancellation => cancellation.Token;

    public BasketJobStatus Status { get; private set; } = BasketJobStatus.Queued;

    public BasketAnswer? Result { get; private set; }

    public bool IsOver => Status is BasketJobStatus.Done or BasketJobStatus.Cancelled or BasketJobStatus.Failed;

    public void Report(double share) => Volatile.Write(ref progress, share);

    public void Run() => Change(BasketJobStatus.Running, null);

    public void Finish(BasketAnswer answer) => Change(BasketJobStatus.Done, answer);

    /// <summary>The log says why.</summary>
    public void Fail() => Change(BasketJobStatus.Failed, null);

    public void Cancel()
    {
        Change(BasketJobStatus.Cancelled, null);
        cancellation.Cancel();
    }

    public BasketJobAnswer ToAnswer()
    {
        lock (cancellation)
        {
            return new BasketJobAnswer
            {
                JobId = id,
                Status = WireName.Of(Status),
                Progress = Status == BasketJobStatus.Done ? 1 : Volatile.Read(ref progress),
                LineCount = request.Lines!.Count,
                CreatedTime = createdTime,
                Result = Result,
            };
        }
    }

    /// <summary>What is over stays as it ended.</summary>
    private void Change(BasketJobStatus status, BasketAnswer? answer)
    {
        lock (cancellation)
        {
            if (!IsOver)
                (Status, Result) = (status, answer);
        }
    }
}

/// <summary>The baskets that are priced in the background, and those that were: bounded, in memory, forgotten with the process.</summary>
internal sealed class BasketJobs(TimeProvider clock)
{
    /// <summary>Jobs that wait or run; one basket takes about a second.</summary>
    public const int OpenMax = 16;

    /// <summary>Answers that are kept for whoever asked; the oldest goes first. One of 2,000 lines takes about 3 MB.</summary>
    public const int KeptMax = 32;

    private readonly ConcurrentDictionary<Guid, BasketJobState> jobs = new();
    private readonly Channel<BasketJobState> queue = Channel.CreateUnbounded<BasketJobState>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock gate = new();

    /// <summary>Null when too many are open.</summary>
    public BasketJobState? TryAdd(BasketRequest request, string? tenant)
    {
        lock (gate)
        {
            if (jobs.Values.Count(job => !job.IsOver) >= OpenMax)
                return null;
            foreach (BasketJobState old in jobs.Values.Where(job => job.IsOver).OrderByDescending(job => job.CreatedTime).Skip(KeptMax - 1))
                jobs.TryRemove(old.Id, out _);
            DateTimeOffset now = clock.GetUtcNow();
            BasketJobState job = new(Guid.CreateVersion7(now), tenant, request, Timestamp.From(now));
            jobs[job.Id] = job;
            queue.Writer.TryWrite(job);
            return job;
        }
    }

    /// <summary>Null when there is none of this name, or it is another tenant's.</summary>
    public BasketJobState? Find(Guid id, string? tenant) => jobs.TryGetValue(id, out BasketJobState? job) && job.Tenant == tenant ? job : null;

    public IAsyncEnumerable<BasketJobState> TakeAsync(CancellationToken cancellation) => queue.Reader.ReadAllAsync(cancellation);
}
