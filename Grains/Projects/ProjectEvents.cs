using System.Text.Json;
using Nms.Events;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>The events of a project and its links, as the contract words their data.</summary>
internal static class ProjectEvents
{
    /// <summary>Ids beyond this are left out of topology.changed; the counts stay exact.</summary>
    private const int MaximumIds = 50;

    public static EventDraft Project(string type, ProjectSnapshot project) =>
        Draft(type, project.ProjectId, writer =>
        {
            writer.WriteString("project_name", project.Name);
            writer.WriteString("server", project.Server);
            writer.WriteString("status", Text(project.Status));
            writer.WriteString("action", type[(type.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        });

    public static EventDraft SnapshotRestored(Guid projectId, SnapshotRestored restored) =>
        Draft("snapshot.restored", projectId, writer =>
        {
            writer.WriteString("snapshot_id", restored.SnapshotId);
            writer.WriteString("snapshot_name", restored.Name);
        });

    public static EventDraft Link(string type, LinkSnapshot link) =>
        Draft(type, link.ProjectId, writer =>
        {
            writer.WriteString("link_id", link.LinkId);
            writer.WriteString("link_type", link.LinkType);
            writer.WriteBoolean("suspend", link.Suspended);
            writer.WriteBoolean("capturing", link.Capturing);
            writer.WritePropertyName("filters");
            writer.WriteRawValue(link.FiltersJson);
            writer.WriteStartArray("nodes");
            foreach (var end in link.Endpoints)
            {
                writer.WriteStartObject();
                writer.WriteString("node_id", end.NodeId);
                writer.WriteNumber("adapter_number", end.AdapterNumber);
                writer.WriteNumber("port_number", end.PortNumber);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    public static EventDraft TopologyChanged(Guid projectId, string action, ProjectModel model, TopologyDelta delta) =>
        Draft("topology.changed", projectId, writer =>
        {
            writer.WriteString("action", action);
            writer.WriteNumber("nodes_count", model.Nodes.Count);
            writer.WriteNumber("links_count", model.Links.Count);
            writer.WriteNumber("added_nodes_count", delta.AddedNodes.Length);
            writer.WriteNumber("removed_nodes_count", delta.RemovedNodes.Length);
            writer.WriteNumber("added_links_count", delta.AddedLinks.Length);
            writer.WriteNumber("removed_links_count", delta.RemovedLinks.Length);
            writer.WriteNumber("changed_links_count", delta.ChangedLinks.Length);
            EventData.WriteIds(writer, "added_nodes", delta.AddedNodes, MaximumIds);
            EventData.WriteIds(writer, "removed_nodes", delta.RemovedNodes, MaximumIds);
            EventData.WriteIds(writer, "added_links", delta.AddedLinks, MaximumIds);
            EventData.WriteIds(writer, "removed_links", delta.RemovedLinks, MaximumIds);
            EventData.WriteIds(writer, "changed_links", delta.ChangedLinks, MaximumIds);
        });

    /// <summary>GNS3's word for a project's status; unknown for none.</summary>
    public static string Text(ProjectStatus status) => status switch
    {
        ProjectStatus.Opened => "opened",
        ProjectStatus.Closed => "closed",
        _ => "unknown",
    };

    private static EventDraft Draft(string type, Guid projectId, Action<Utf8JsonWriter> members) =>
        new(type, projectId, null, EventData.Write(writer =>
        {
            writer.WriteString("project_id", projectId);
            members(writer);
        }));
}
