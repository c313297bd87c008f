using Nms.Equipment;
using Nms.Events;

namespace Nms.Discovery;

/// <summary>The events of runs.</summary>
internal static class DiscoveryEvents
{
    public static EventDraft Started(DiscoveryRunSnapshot run) => Draft("discovery.started", run, json => json.WriteString("requested_by", run.Request.RequestedBy));

    public static EventDraft Ended(DiscoveryRunSnapshot run) => Draft("discovery.completed", run, json =>
    {
        json.WriteString("status", Word(run.Status));
        json.WriteString("error", run.Error);
        json.WriteNumber("targets", run.Targets.Length);
        json.WriteNumber("completed", run.Targets.Count(target => target.Status == DiscoveryTargetStatus.Completed));
        json.WriteNumber("changed", run.Targets.Count(target => target.Changed));
        json.WriteNumber("seconds", Math.Round(((run.CompletedAt ?? run.StartedAt) - run.StartedAt).TotalSeconds, 3));
    });

    private static string Word(DiscoveryRunStatus status) => status switch
    {
        DiscoveryRunStatus.Completed => "completed",
        DiscoveryRunStatus.Partial => "partial",
        DiscoveryRunStatus.Cancelled => "cancelled",
        _ => "failed",
    };

    private static EventDraft Draft(string type, DiscoveryRunSnapshot run, Action<System.Text.Json.Utf8JsonWriter> more) =>
        new(type, run.Request.Scope.ProjectId ?? Guid.Empty, run.Request.Scope.NodeId, EventData.Write(json =>
        {
            json.WriteString("run_id", run.RunId);
            if (run.Request.Scope.ProjectId is { } project)
            {
                json.WriteString("project_id", project);
            }

            more(json);
        }), EquipmentEvents.Source);
}
