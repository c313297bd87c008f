using System.Text.Json;
using Nms.Events;
using Nms.Topology;

namespace Nms.Grains.Tests.Topology;

/// <summary>What the event of the whole topology says.</summary>
public sealed class TopologyEventsTests
{
    [Fact]
    public void A_refresh_is_told_as_topology_changed_of_the_platform_with_the_counts()
    {
        var draft = TopologyEvents.Refreshed(projects: 2, nodes: 31, links: 40);

        using var data = JsonDocument.Parse(draft.DataJson);
        Assert.Equal("topology.changed", draft.Type);
        Assert.Equal(EventPriority.High, EventCatalog.PriorityOf(draft.Type));
        Assert.Equal(Guid.Empty, draft.ProjectId);
        Assert.Equal("topology_refresh", data.RootElement.GetProperty("action").GetString());
        Assert.Equal(2, data.RootElement.GetProperty("projects_count").GetInt32());
        Assert.Equal(31, data.RootElement.GetProperty("nodes_count").GetInt32());
        Assert.Equal(40, data.RootElement.GetProperty("links_count").GetInt32());
    }
}
