using Nms.Workflows.Definitions;

namespace Nms.Workflows.Engine;

/// <summary>
/// Every rule about a run: (definition, state, what happened, now) gives the next state, what the history notes and what the feed is told. What
/// is owed to a run is read off its state. Pure.
/// </summary>
internal static class WorkflowLogic
{
    /// <summary>How soon after its last commit somebody looks after a run with attempts under way, should whoever works on it be gone.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    /// <summary>Begins a run, whose steps are all still to be done.</summary>
    public static RunDecision Begin(WorkflowDefinition definition, RunState run, DateTimeOffset now)
    {
        var turn = new RunTurn(definition, run with
        {
            Steps = [.. definition.Steps.Select(_ => new StepState())],
            Deadline = now + definition.Timeout,
        }, now);
        turn.Begin();
        return turn.Decision;
    }

    /// <summary>Lets something happen to a run.</summary>
    /// <exception cref="NmsException">It cannot: nothing came of it.</exception>
    public static RunDecision Apply(WorkflowDefinition definition, RunState run, Happening happening, DateTimeOffset now)
    {
        var turn = new RunTurn(definition, run, now);
        turn.Apply(happening);
        return turn.Decision;
    }

    /// <summary>What has come about by time alone.</summary>
    public static Happening? NextDue(WorkflowDefinition definition, RunState run, DateTimeOffset now) =>
        Instants(definition, run).Where(due => due.At <= now).OrderBy(due => due.At).Select(due => due.Happening).FirstOrDefault();

    /// <summary>When something comes about by time alone; null when nothing does.</summary>
    public static DateTimeOffset? NextInstant(WorkflowDefinition definition, RunState run) =>
        Instants(definition, run).Select(due => (DateTimeOffset?)due.At).Min();

    /// <summary>When somebody must look after a run; null when nothing is owed to it.</summary>
    public static DateTimeOffset? DueAt(WorkflowDefinition definition, RunState run, DateTimeOffset now) => (Owed(run, now), NextInstant(definition, run)) switch
    {
        ({ } owed, { } next) => owed < next ? owed : next,
        var (owed, next) => owed ?? next,
    };

    /// <summary>The attempts under way.</summary>
    public static IEnumerable<(AttemptId Id, ItemState Work)> Attempts(WorkflowDefinition definition, RunState run)
    {
        for (var place = 0; place < run.Steps.Length; place++)
        {
            foreach (var item in run.Steps[place].Items)
            {
                if (item.InFlight)
                {
                    yield return (new AttemptId(run.Round, definition.Steps[place].Name, item.Index, item.Attempt, IsCompensation: false), item);
                }
            }
        }

        foreach (var compensation in run.Compensations)
        {
            if (compensation.Work.InFlight)
            {
                yield return (new AttemptId(run.Round, compensation.Step, compensation.Item, compensation.Work.Attempt, IsCompensation: true), compensation.Work);
            }
        }
    }

    /// <summary>Notes that an attempt lives, and where it is.</summary>
    public static RunState Beat(WorkflowDefinition definition, RunState run, AttemptId id, double? progress, System.Text.Json.JsonElement? checkpoint, DateTimeOffset now)
    {
        if (!Attempts(definition, run).Any(attempt => attempt.Id == id))
        {
            return run;
        }

        ItemState Change(ItemState work) => work with { BeatAt = now, Progress = progress ?? work.Progress, Checkpoint = checkpoint ?? work.Checkpoint };
        if (id.IsCompensation)
        {
            var compensation = run.Compensations.First(one => one.Step == id.Step && one.Item == id.Item);
            return run with { Compensations = run.Compensations.Replace(compensation, compensation with { Work = Change(compensation.Work) }) };
        }

        var place = StepGraph.PlaceOf(definition, id.Step);
        var step = run.Steps[place];
        return run with { Steps = run.Steps.SetItem(place, step with { Items = step.Items.SetItem(id.Item, Change(step.Items[id.Item])) }) };
    }

    private static DateTimeOffset? Owed(RunState run, DateTimeOffset now) =>
        run.Outbox is not [] || run.Steps.Any(step => step.Items.Any(item => item.InFlight)) || run.Compensations.Any(one => one.Work.InFlight) ? now + Lease : null;

    private static IEnumerable<(DateTimeOffset At, Happening Happening)> Instants(WorkflowDefinition definition, RunState run)
    {
        if (run.IsOver)
        {
            yield break;
        }

        if (run is { Ending: RunEnding.None, Deadline: { } deadline })
        {
            yield return (deadline, new RunTimedOut());
        }

        foreach (var (id, work) in Attempts(definition, run))
        {
            foreach (var (at, timeout) in Timeouts(definition.Steps[StepGraph.PlaceOf(definition, id.Step)], id, work))
            {
                yield return (at, new AttemptTimedOut(id, timeout));
            }
        }

        for (var place = 0; place < run.Steps.Length && !run.Paused; place++)
        {
            foreach (var item in run.Steps[place].Items)
            {
                if (item is { Status: WorkflowStepStatus.Waiting, DueAt: { } due })
                {
                    yield return (due, new WaitEnded(definition.Steps[place].Name, item.Index, IsCompensation: false));
                }
            }
        }

        foreach (var compensation in run.Compensations)
        {
            if (compensation.Work is { Status: WorkflowStepStatus.Waiting, DueAt: { } due })
            {
                yield return (due, new WaitEnded(compensation.Step, compensation.Item, IsCompensation: true));
            }
        }
    }

    private static IEnumerable<(DateTimeOffset At, string Timeout)> Timeouts(StepDefinition step, AttemptId id, ItemState work)
    {
        var began = work.AttemptAt!.Value;
        if (id.IsCompensation)
        {
            yield return (began + step.Compensation!.RunTimeout, "run");
            yield break;
        }

        yield return (began + step.RunTimeout, "run");
        if (step.HeartbeatTimeout is { } silence)
        {
            yield return ((work.BeatAt ?? began) + silence, "heartbeat");
        }

        if (step.TotalTimeout is { } total)
        {
            yield return (work.FirstAt!.Value + total, "total");
        }
    }
}
