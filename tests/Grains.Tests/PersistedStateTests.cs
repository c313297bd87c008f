using System.Text.Json;
using Nms.Gns3;
using Nms.Nodes;
using Nms.Projects;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests;

/// <summary>What grains keep comes back from JSON, the form in which the databases hold it, as it was.</summary>
public sealed class PersistedStateTests
{
    private static readonly NodeSnapshot s_node = Node(1, "PC1", NodeStatus.Started) with
    {
        Console = new ConsoleEndpoint("telnet", "127.0.0.1", 5006),
        Ports = [new NodePort("Ethernet0", "e0", 0, 0, "ethernet")],
        PreviousIds = [Id(7)],
        PropertiesJson = """{"ram":64}""",
    };

    [Fact]
    public void A_node()
    {
        AssertComesBack(new NodeState { Node = s_node, Outbox = [Events.Streams.TestEvents.Create(Nms.Events.EventPriority.High, ProjectId)] });
    }

    [Fact]
    public void A_node_that_is_gone()
    {
        AssertComesBack(new NodeState());
    }

    [Fact]
    public void A_project()
    {
        AssertComesBack(new ProjectState { Project = Project(), NodeIds = [Id(1), Id(2)], Links = [Link(1, 1, 2)], LastRestored = Id(5) });
    }

    [Fact]
    public void A_server()
    {
        var compute = new ComputeSnapshot("local", "vm", "127.0.0.1", 3080, true, 2.5, null, null);
        AssertComesBack(new Gns3ServerState
        {
            Connected = true,
            Since = DateTimeOffset.UnixEpoch,
            Computes = [new KnownCompute(compute, compute, DateTimeOffset.UnixEpoch)],
            ProjectIds = [ProjectId],
        });
    }

    [Fact]
    public void The_directory()
    {
        AssertComesBack(new ProjectDirectoryState { Servers = [new ServerProjects("lab", [ProjectId])] });
    }

    private static void AssertComesBack<T>(T state)
    {
        var json = JsonSerializer.Serialize(state);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json)));
        Assert.NotEqual("{}", json);
    }
}
