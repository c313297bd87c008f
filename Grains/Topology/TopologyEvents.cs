using Nms.Events;

namespace Nms.Topology;

/// <summary>The event of the whole topology; a project's own is worded by the project.</summary>
internal static class TopologyEvents
{
    /// <summary>Everything was read from GNS3 again, and this is how much there is.</summary>
    public static EventDraft Refreshed(int projects, int nodes, int links) => new("topology.changed", Guid.Empty, null, EventData.Write(writer =>
    {
        writer.WriteString("action", "topology_refresh");
        writer.WriteNumber("projects_count", projects);
        writer.WriteNumber("nodes_count", nodes);
        writer.WriteNumber("links_count", links);
    }));
}
