using System.Collections.Immutable;
using System.Text.Json;
using Nms.Access;
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

    [Fact]
    public void Users_keys_sessions_and_signing_keys()
    {
        AssertComesBack(Nms.Grains.Tests.Access.AccessSamples.Staffed);
        AssertComesBack(new ApiKeysState { Version = 2, Keys = [Nms.Grains.Tests.Access.AccessSamples.Key(1, 2, "project.read")] });
        AssertComesBack(new KeyUsesState { LastUsed = ImmutableDictionary<Guid, DateTimeOffset>.Empty.Add(Id(1), DateTimeOffset.UnixEpoch) });
        AssertComesBack(new SessionsState { Sessions = [new Session(Id(1), "hash", 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)] });
        AssertComesBack(new TokenRegistryState { Keys = [new SigningKeyRecord("k", "p", DateTimeOffset.UnixEpoch)], EndedSessions = ImmutableDictionary<Guid, DateTimeOffset>.Empty.Add(Id(1), DateTimeOffset.UnixEpoch) });
    }

    private static void AssertComesBack<T>(T state)
    {
        var json = JsonSerializer.Serialize(state);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json)));
        Assert.NotEqual("{}", json);
    }
}
