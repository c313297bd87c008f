using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Workflows.Definitions;

namespace Nms.Workflows.Triggers;

/// <summary>Begins what schedules ask for. What it has begun is known again by its key, so that nothing of it need be kept.</summary>
internal sealed class ScheduleClock(TriggerServices services)
{
    private const int MostActive = 1_000;

    /// <summary>How late a run begins at the latest that was not missed: what a restart takes.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    private readonly Dictionary<(string, int, string), DateTimeOffset> _considered = [];

    public async Task TickAsync(
        Func<Task<ImmutableArray<ArmedTrigger>>> armed, Func<ArmedTrigger, string, string, JsonElement, Task> start, CancellationToken cancellationToken)
    {
        var now = services.Time.GetUtcNow();
        var schedules = (await armed()).Where(one => one.Trigger is ScheduleTrigger).ToList();
        foreach (var gone in _considered.Keys.Except(schedules.Select(one => one.Id)).ToList())
        {
            _considered.Remove(gone);
        }

        foreach (var one in schedules)
        {
            var schedule = (ScheduleTrigger)one.Trigger;
            var late = schedule.CatchUpWindow > s_grace ? schedule.CatchUpWindow : s_grace;
            var from = _considered.TryGetValue(one.Id, out var known) ? known : Later(one.Version.SavedAt, now - late);
            if (ScheduleTimes.Next(schedule, from) is not { } due || due > now)
            {
                continue;
            }

            if (schedule.Overlap == OverlapPolicy.BufferOne)
            {
                // Of several that came due while a run was under way the latest is begun.
                while (ScheduleTimes.Next(schedule, due) is { } next && next <= now)
                {
                    due = next;
                }
            }

            if (await MayBeginAsync(one, schedule, cancellationToken) is not { } may)
            {
                continue;
            }

            if (may)
            {
                var trigger = JsonSerializer.SerializeToElement(new JsonObject { ["schedule"] = schedule.Name, ["at"] = due });
                await start(one, "schedule", $"schedule:{schedule.Name}:{due:O}", trigger);
            }

            _considered[one.Id] = due;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>Null for not yet.</summary>
    private async Task<bool?> MayBeginAsync(ArmedTrigger one, ScheduleTrigger schedule, CancellationToken cancellationToken)
    {
        if (schedule.Overlap == OverlapPolicy.AllowAll)
        {
            return true;
        }

        var query = new WorkflowRunQuery
        {
            Workflows = [one.Version.Name],
            Statuses = [WorkflowRunStatus.Running, WorkflowRunStatus.Waiting, WorkflowRunStatus.Paused, WorkflowRunStatus.Compensating],
        };
        var active = (await services.Store.QueryAsync(query, MostActive, cancellationToken)).Where(run => run.Trigger == $"schedule:{schedule.Name}").ToList();
        switch (schedule.Overlap)
        {
            case OverlapPolicy.CancelOther:
                foreach (var run in active)
                {
                    await services.Grains.WorkflowRun(run.RunId).CancelAsync(one.Version.SavedBy, "The next run of its schedule begins.", CancellationToken.None);
                }

                return true;
            case OverlapPolicy.BufferOne:
                return active.Count == 0 ? true : null;
            default:
                return active.Count == 0;
        }
    }
}
