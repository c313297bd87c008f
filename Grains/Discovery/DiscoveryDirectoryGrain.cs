using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Discovery;

/// <summary>Knows the runs and schedules, and that no scope has two runs at a time.</summary>
[GrainType("nms.discovery-directory")]
internal sealed partial class DiscoveryDirectoryGrain(
    [PersistentState("discovery-directory", "Default")] IPersistentState<DiscoveryDirectoryState> storage,
    IIdSource ids,
    IOptions<DiscoveryOptions> options,
    Func<double> random,
    TimeProvider time,
    ILogger<DiscoveryDirectoryGrain> logger)
    : Grain, IDiscoveryDirectoryGrain, IRemindable
{
    private const string DueReminder = "due";

    private static readonly TimeSpan s_reminderPeriod = TimeSpan.FromMinutes(1);

    private DiscoveryDirectoryState State => storage.State;

    public async Task<DiscoveryStart> StartAsync(DiscoveryRequest request, CancellationToken cancellationToken)
    {
        var key = ScopeKeys.Of(request.Scope);
        if (State.Runs.LastOrDefault(run => run.ScopeKey == key) is { Status: DiscoveryRunStatus.Running } current)
        {
            // Also when the silo died between the note and the beginning.
            await GrainFactory.DiscoveryRun(current.RunId).StartAsync(request, Previous(key, current.RunId), CancellationToken.None);
            return new DiscoveryStart(current.RunId, Joined: true);
        }

        var active = State.Runs.Count(run => run.Status == DiscoveryRunStatus.Running);
        if (active >= options.Value.MaxRuns)
        {
            throw new ThrottledException("too_many_runs", $"{active} discovery runs are under way, as many as there may be; wait for one, cancel one, or raise {DiscoveryOptions.Section}:MaxRuns.");
        }

        var run = new DiscoveryRunEntry(ids.NewId(), key, request.Scope.ProjectId, time.GetUtcNow(), DiscoveryRunStatus.Running);
        var (kept, old) = Bound(State.Runs.Add(run));
        await WriteAsync(State with { Runs = kept });
        foreach (var gone in old)
        {
            await GrainFactory.DiscoveryRun(gone.RunId).ForgetAsync(CancellationToken.None);
        }

        await GrainFactory.DiscoveryRun(run.RunId).StartAsync(request, Previous(key, run.RunId), CancellationToken.None);
        return new DiscoveryStart(run.RunId, Joined: false);
    }

    public ValueTask<ImmutableArray<Guid>> ListActiveAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ImmutableArray<Guid>>(
        [.. State.Runs.Where(run => run.Status == DiscoveryRunStatus.Running).Select(run => run.RunId)]);

    public ValueTask<ImmutableArray<DiscoveryRunEntry>> ListAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<ImmutableArray<DiscoveryRunEntry>>([.. State.Runs.Reverse()]);

    public async Task EndedAsync(Guid runId, DiscoveryRunStatus status, CancellationToken cancellationToken)
    {
        if (State.Runs.FirstOrDefault(run => run.RunId == runId) is { Status: DiscoveryRunStatus.Running } entry)
        {
            await WriteAsync(State with { Runs = State.Runs.Replace(entry, entry with { Status = status }) });
        }
    }

    public async Task<DiscoverySchedule> SaveScheduleAsync(DiscoverySchedule schedule, CancellationToken cancellationToken)
    {
        var known = State.Schedules.FirstOrDefault(one => one.ScheduleId == schedule.ScheduleId);
        if (known is null && State.Schedules.Length >= options.Value.MaxSchedules)
        {
            throw new ConflictException("too_many_schedules", $"There are {State.Schedules.Length} schedules, as many as there may be; delete one, or raise {DiscoveryOptions.Section}:MaxSchedules.");
        }

        var next = schedule with { NextAt = schedule.Enabled ? ScheduleLogic.Next(schedule, time.GetUtcNow(), random()) : null, LastRunId = known?.LastRunId, LastError = null };
        await WriteAsync(State with { Schedules = known is null ? State.Schedules.Add(next) : State.Schedules.Replace(known, next) });
        await this.RegisterOrUpdateReminder(DueReminder, s_reminderPeriod, s_reminderPeriod, CancellationToken.None);
        return next;
    }

    public async Task<bool> DeleteScheduleAsync(Guid scheduleId, CancellationToken cancellationToken)
    {
        var left = State.Schedules.RemoveAll(one => one.ScheduleId == scheduleId);
        if (left.Length == State.Schedules.Length)
        {
            return false;
        }

        await WriteAsync(State with { Schedules = left });
        if (left is [] && await this.GetReminder(DueReminder, CancellationToken.None) is { } reminder)
        {
            await this.UnregisterReminder(reminder, CancellationToken.None);
        }

        return true;
    }

    public ValueTask<ImmutableArray<DiscoverySchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<ImmutableArray<DiscoverySchedule>>([.. State.Schedules.OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)]);

    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        foreach (var due in State.Schedules.Where(schedule => ScheduleLogic.IsDue(schedule, time.GetUtcNow())).ToList())
        {
            var next = due with { NextAt = ScheduleLogic.Next(due, time.GetUtcNow(), random()) };
            try
            {
                var request = new DiscoveryRequest { Scope = due.Scope, Options = due.Options, RequestedBy = $"schedule {due.Name}", ScheduleId = due.ScheduleId };
                next = next with { LastRunId = (await StartAsync(request, cancellationToken)).RunId, LastError = null };
            }
            catch (NmsException refused)
            {
                LogNotStarted(due.Name, refused.Message);
                next = next with { LastError = refused.Message };
            }

            await WriteAsync(State with { Schedules = State.Schedules.Replace(due, next) });
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => RunDueAsync(CancellationToken.None);

    private Guid? Previous(string key, Guid runId) =>
        State.Runs.LastOrDefault(run => run.ScopeKey == key && run.RunId != runId && run.Status is DiscoveryRunStatus.Completed or DiscoveryRunStatus.Partial)?.RunId;

    private (ImmutableArray<DiscoveryRunEntry> Kept, ImmutableArray<DiscoveryRunEntry> Old) Bound(ImmutableArray<DiscoveryRunEntry> runs)
    {
        var tooMany = Math.Max(0, runs.Length - options.Value.KeepRuns);
        ImmutableArray<DiscoveryRunEntry> old = [.. runs.Where(run => run.Status != DiscoveryRunStatus.Running).Take(tooMany)];
        return (runs.RemoveRange(old), old);
    }

    private async Task WriteAsync(DiscoveryDirectoryState next)
    {
        var before = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            storage.State = before;
            throw;
        }
    }

    [LoggerMessage(4101, LogLevel.Warning, "The discovery run of schedule {Schedule} could not be started: {Reason}")]
    private partial void LogNotStarted(string schedule, string reason);
}
