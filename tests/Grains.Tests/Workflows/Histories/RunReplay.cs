using System.Collections.Immutable;
using System.Text.Json;
using Nms.Workflows;
using Nms.Workflows.Definitions;
using Nms.Workflows.Engine;

namespace Nms.Grains.Tests.Workflows.Histories;

/// <summary>Lets what a history says happened happen again, and gives what the engine decides now.</summary>
internal static class RunReplay
{
    public static (RunState Run, ImmutableArray<WorkflowHistoryEntry> History) Replay(WorkflowDefinition definition, IReadOnlyList<WorkflowHistoryEntry> recorded, Guid runId)
    {
        var begun = Data(recorded[0]);
        var decision = WorkflowLogic.Begin(definition, new RunState
        {
            RunId = runId,
            Workflow = begun.GetProperty("workflow").GetString()!,
            Version = begun.GetProperty("version").GetInt32(),
            Inputs = begun.GetProperty("inputs"),
            TriggerData = Some(begun, "trigger_data"),
            RequestedBy = begun.GetProperty("requested_by").GetString()!,
            Trigger = begun.GetProperty("trigger").GetString()!,
            Key = Text(begun, "key"),
            ProjectId = Some(begun, "project_id")?.GetGuid(),
            ParentRunId = Some(begun, "parent_run_id")?.GetGuid(),
            StartedAt = recorded[0].At,
        }, recorded[0].At);
        var history = decision.History.ToBuilder();
        foreach (var entry in recorded.Skip(1))
        {
            if (Happening(entry, decision.Next.Round) is { } happening)
            {
                decision = WorkflowLogic.Apply(definition, decision.Next, happening, entry.At);
                history.AddRange(decision.History);
            }
        }

        return (decision.Next, history.ToImmutable());
    }

    /// <summary>What happened, when the entry says that something did and not what was decided.</summary>
    private static Happening? Happening(WorkflowHistoryEntry entry, int round)
    {
        var data = Data(entry);
        var attempt = new AttemptId(round, entry.Step ?? "", entry.Item ?? 0, entry.Attempt ?? 0, Some(data, "compensation") is not null);
        return entry.Type switch
        {
            "attempt_completed" => new AttemptCompleted(attempt, data.GetProperty("output")),
            "attempt_failed" => new AttemptFailed(
                attempt, Error(data), data.GetProperty("retryable").GetBoolean(), Some(data, "retry_after") is { } after ? TimeSpan.FromSeconds(after.GetDouble()) : null),
            "attempt_timed_out" => new AttemptTimedOut(attempt, data.GetProperty("timeout").GetString()!),
            "wait_ended" => new WaitEnded(entry.Step!, entry.Item ?? 0, attempt.IsCompensation),
            "run_timed_out" => new RunTimedOut(),
            "limit_reached" => new LimitReached(Error(data)),
            "signal_received" => new SignalReceived(
                data.GetProperty("id").GetGuid(), data.GetProperty("name").GetString()!, data.GetProperty("data"), data.GetProperty("by").GetString()!),
            "decision_received" => new DecisionReceived(entry.Step!, data.GetProperty("approve").GetBoolean(), Text(data, "comment"), data.GetProperty("by").GetString()!),
            "cancel_requested" => new CancelRequested(data.GetProperty("by").GetString()!, Text(data, "reason")),
            "pause_requested" => new PauseRequested(data.GetProperty("by").GetString()!),
            "resume_requested" => new ResumeRequested(data.GetProperty("by").GetString()!),
            "retry_requested" => new RetryRequested(entry.Step, data.GetProperty("by").GetString()!),
            _ => null,
        };
    }

    private static JsonElement Data(WorkflowHistoryEntry entry) => JsonElement.Parse(entry.DataJson);

    private static WorkflowError Error(JsonElement data) => new(data.GetProperty("code").GetString()!, data.GetProperty("message").GetString()!);

    private static JsonElement? Some(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement data, string name) => Some(data, name)?.GetString();
}
