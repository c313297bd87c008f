using Nms.Access;
using Nms.Events;

namespace Nms.Workflows.Steps;

/// <summary>Reads what the feed holds of a project.</summary>
internal sealed class EventsReadStep(IGrainFactory grains, StepAuthority authority, IEventLog log, TimeProvider time) : StepKind(
    "events.read",
    "Reads the events of a project or of one node of it, as far back as is asked for: of the newest 20,000 events of the feed, 1,000 at most.",
    StepSchema.Takes(
        StepSchema.Project,
        StepSchema.Text("node_id", "The node: its id or its name; without it, the whole project.").Optional(),
        StepSchema.Span("since", "How far back, at most 30 days.").OrElse("24h"),
        StepSchema.Word("minimum_priority", "The least urgent.", "low", "normal", "high", "critical").OrElse("low")),
    StepSchema.Gives(
        StepSchema.Project, StepSchema.Count("count", "Events found."), StepSchema.Map("types", "How many of each type."),
        StepSchema.List(
            "events", "The newest 50, the oldest first.",
            StepSchema.Id("event_id", "The event."), StepSchema.Text("event_type", "Its type."), StepSchema.Instant("at", "When it happened."), StepSchema.Id("node_id", "The node.").OrNull())))
{
    private const int MostFound = 1_000;
    private const int MostTold = 50;
    private const int Window = 20_000;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        await authority.DemandAsync(attempt, projectId, Permissions.EventRead, cancellationToken);
        var node = inputs.TextOrNull("node_id") is { } named ? (await grains.TopologyAsync(projectId, cancellationToken)).Node(named) : null;
        var from = time.GetUtcNow() - inputs.Span("since", TimeSpan.FromDays(1), TimeSpan.FromDays(30));
        var query = new EventQuery([], inputs.Word("minimum_priority", "low", "low", "normal", "high", "critical") switch
        {
            "critical" => EventPriority.Critical,
            "high" => EventPriority.High,
            "normal" => EventPriority.Normal,
            _ => EventPriority.Low,
        })
        {
            Projects = [projectId],
            Nodes = node is null ? [] : [node.Key.NodeId, .. node.PreviousIds],
        };
        var head = (await log.GetBoundsAsync(cancellationToken)).Head;
        var found = new List<EventEnvelope>();
        for (var place = Math.Max(0, head - Window); place < head && found.Count < MostFound;)
        {
            var page = await log.QueryAsync(EventCursor.At(place), MostFound, query, cancellationToken);
            found.AddRange(page.Events.Where(e => e.OccurredAt >= from));
            if (page.Next <= place)
            {
                break;
            }

            place = page.Next;
        }

        return new
        {
            projectId,
            found.Count,
            Types = found.GroupBy(e => e.Type, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count()),
            Events = found.TakeLast(MostTold).Select(e => new { e.EventId, EventType = e.Type, At = e.OccurredAt, e.NodeId }),
        };
    }
}
