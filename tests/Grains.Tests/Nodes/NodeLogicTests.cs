using System.Text.Json;
using Nms.Nodes;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Nodes;

/// <summary>What an observation makes of a node.</summary>
public sealed class NodeLogicTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(NodeStatus.Stopped, NodeStatus.Started, "node.started", "start")]
    [InlineData(NodeStatus.Suspended, NodeStatus.Started, "node.started", "start")]
    [InlineData(NodeStatus.Unknown, NodeStatus.Started, "node.started", "start")]
    [InlineData(NodeStatus.Started, NodeStatus.Stopped, "node.stopped", "stop")]
    [InlineData(NodeStatus.Started, NodeStatus.Suspended, "node.suspended", "suspend")]
    public void A_status_edge_is_one_event(NodeStatus before, NodeStatus after, string type, string action)
    {
        var decision = NodeLogic.Observe(Node(1, "PC1", before), Seen(Node(1, "PC1", after)), s_now);

        var e = Assert.Single(decision.Events);
        var data = JsonDocument.Parse(e.DataJson).RootElement;
        Assert.Equal(type, e.Type);
        Assert.Equal(
            (Id(1), "PC1", NodeLogic.Text(before), NodeLogic.Text(after), action),
            (data.GetProperty("node_id").GetGuid(), data.GetProperty("node_name").GetString(), data.GetProperty("old_status").GetString(), data.GetProperty("new_status").GetString(), data.GetProperty("action").GetString()));
        Assert.Equal(s_now, decision.Next.StatusChangedAt);
    }

    [Fact]
    public void The_same_observation_again_is_no_news_and_no_write()
    {
        var known = NodeLogic.Observe(null, Seen(Node(1, "PC1")), s_now).Next;

        var decision = NodeLogic.Observe(known, Seen(Node(1, "PC1")), s_now.AddSeconds(1));

        Assert.Empty(decision.Events);
        Assert.False(decision.Changed);
        Assert.Equal(s_now.AddSeconds(1), decision.Next.ObservedAt);
    }

    [Fact]
    public void A_change_of_status_and_of_place_is_two_events()
    {
        var decision = NodeLogic.Observe(
            Node(1, "PC1"), Seen(Node(1, "PC1", NodeStatus.Started) with { X = 5, Name = "PC1b" }), s_now);

        Assert.Equal(["node.started", "node.updated"], decision.Events.Select(e => e.Type));
        var data = JsonDocument.Parse(decision.Events[1].DataJson).RootElement;
        Assert.Equal(["name", "x"], data.GetProperty("changes").EnumerateArray().Select(change => change.GetString()));
        Assert.Equal("PC1", data.GetProperty("old_name").GetString());
    }

    [Fact]
    public void A_new_command_line_is_kept_and_no_event()
    {
        var decision = NodeLogic.Observe(Node(1, "PC1"), Seen(Node(1, "PC1") with { CommandLine = "vpcs -p 5007" }), s_now);

        Assert.Empty(decision.Events);
        Assert.True(decision.Changed);
    }

    [Fact]
    public void A_node_of_a_closed_project_keeps_what_the_list_leaves_out()
    {
        var known = Node(1, "PC1") with
        {
            CommandLine = "vpcs",
            NodeDirectory = "dir",
            Console = new ConsoleEndpoint("telnet", "127.0.0.1", 5006),
            Ports = [new NodePort("Ethernet0", "e0", 0, 0, "ethernet")],
        };
        var listed = Node(1, "PC1", NodeStatus.Unknown) with { Console = new ConsoleEndpoint("telnet", null, 5006) };

        var decision = NodeLogic.Observe(known, new NodeObservation(listed, HasStatus: false, IsPartial: true), s_now);

        Assert.Empty(decision.Events);
        Assert.False(decision.Changed);
    }

    [Fact]
    public void A_node_first_listed_without_status_and_then_stopped_did_not_stop()
    {
        var decision = NodeLogic.Observe(Node(1, "PC1", NodeStatus.Unknown), Seen(Node(1, "PC1")), s_now);

        Assert.Equal(["node.updated"], decision.Events.Select(e => e.Type));
    }

    [Fact]
    public void A_continued_node_keeps_its_history_and_tells_its_ids()
    {
        var previous = Node(1, "PC1") with { PreviousIds = [Id(7)], StatusChangedAt = s_now.AddHours(-1) };

        var decision = NodeLogic.Continue(null, previous, Seen(Node(11, "PC1")), s_now);

        Assert.Equal(["node.id_changed"], decision.Events.Select(e => e.Type));
        Assert.Equal([Id(7), Id(1)], decision.Next.PreviousIds);
        Assert.Equal(previous.StatusChangedAt, decision.Next.StatusChangedAt);
    }

    [Fact]
    public void A_node_continued_twice_tells_it_once()
    {
        var continued = NodeLogic.Continue(null, Node(1, "PC1"), Seen(Node(11, "PC1")), s_now).Next;

        var decision = NodeLogic.Continue(continued, Node(1, "PC1"), Seen(Node(11, "PC1")), s_now);

        Assert.Empty(decision.Events);
        Assert.False(decision.Changed);
    }
}
