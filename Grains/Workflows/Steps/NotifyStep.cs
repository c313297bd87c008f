using Nms.Access;
using Nms.Events;
using Nms.Workflows.Engine;

namespace Nms.Workflows.Steps;

/// <summary>Tells people.</summary>
internal sealed class NotifyStep(StepAuthority authority, EventPublisher publisher) : StepKind(
    "notify",
    "Tells of something on the feed, with an event workflow.notification that webhooks and sockets carry on.",
    StepSchema.Takes(
        StepSchema.Text("title", "What it is about, in a line.", 200),
        StepSchema.Text("message", "The rest.", 4_000),
        StepSchema.Word("severity", "How urgent it is.", "low", "normal", "high", "critical").OrElse("normal"),
        StepSchema.Id("project_id", "The project it is about; without it, the platform.").Optional()),
    StepSchema.Gives(StepSchema.Id("event_id", "The event that tells of it.")))
{
    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var project = inputs.IdOrNull("project_id");
        _ = project is { } id
            ? await authority.DemandAsync(attempt, id, Permissions.WorkflowRun, cancellationToken)
            : await authority.DemandEverywhereAsync(attempt, Permissions.WorkflowRun, cancellationToken);
        var (title, message) = (inputs.Text("title", 200), inputs.Text("message", 4_000));
        var severity = inputs.Word("severity", "normal", "low", "normal", "high", "critical");
        var draft = new EventDraft("workflow.notification", project ?? Guid.Empty, null, EventData.Write(json =>
        {
            json.WriteString("run_id", attempt.RunId);
            json.WriteString("workflow_name", attempt.Workflow);
            json.WriteString("step", attempt.Step);
            json.WriteString("title", title);
            json.WriteString("message", message);
            json.WriteString("severity", severity);
        }), RunEvents.Source);

        // The log takes an id once: told again after a crash, it is told once.
        await publisher.AppendAsync([publisher.Stamp([draft])[0] with { EventId = attempt.Key }], cancellationToken);
        return new { EventId = attempt.Key };
    }
}
