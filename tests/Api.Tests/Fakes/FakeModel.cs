using System.Collections.Immutable;
using Nms.Gns3;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;

namespace Nms.Api.Tests.Fakes;

/// <summary>
/// The model behind the fake grains: one server with an opened project of four nodes and a closed one. Commands change it
/// and append the event that the real grains would.
/// </summary>
public sealed class FakeModel(TimeProvider time, FakeEventLog log)
{
    public static readonly Guid Campus = new("3da59aa2-a868-4a29-b425-4e9bdc4cc924");
    public static readonly Guid Archive = new("b1c2a3d4-0000-4000-8000-000000000002");
    public static readonly Guid Router = new("11111111-1111-4111-8111-111111111111");
    public static readonly Guid Switch = new("22222222-2222-4222-8222-222222222222");
    public static readonly Guid Pc = new("33333333-3333-4333-8333-333333333333");
    public static readonly Guid Cloud = new("44444444-4444-4444-8444-444444444444");
    public static readonly Guid Old = new("55555555-5555-4555-8555-555555555555");
    public static readonly Guid Link = new("66666666-6666-4666-8666-666666666666");
    public static readonly Guid Snapshot = new("77777777-7777-4777-8777-777777777777");
    public static readonly Guid Template = new("88888888-8888-4888-8888-888888888888");

    private readonly Lock _lock = new();
    private int _version;

    public Dictionary<Guid, ProjectTopology> Projects { get; } = [];

    public Dictionary<Guid, DriftReport> Drift { get; } = [];

    public ServerSnapshot? Server { get; set; }

    public Dictionary<string, byte[]> Files { get; } = new() { ["startup.vpc"] = "ip 10.0.0.1"u8.ToArray() };

    /// <summary>What GNS3 fails with from now on, or null.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What every command waits for, to be slow on purpose.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>How the commands begin that wait; all do unless set.</summary>
    public string Gated { get; set; } = "";

    public int Refreshes { get; private set; }

    public int TopologyCopies { get; private set; }

    public List<string> Commands { get; } = [];

    public void Fill()
    {
        var now = time.GetUtcNow();
        Server = new ServerSnapshot
        {
            Name = "lab",
            Url = "http://127.0.0.1:3080",
            Connected = true,
            Version = "2.2.59",
            Since = now,
            ReconciledAt = now,
            LastHeardAt = now,
            ProjectCount = 2,
            Transport = "websocket",
            Computes = [new ComputeSnapshot("local", "vm", "127.0.0.1", 3080, true, 2.5, 10, null)],
        };
        Set(Campus, "campus", ProjectStatus.Opened,
            Node(Campus, Router, "R1", "dynamips", NodeStatus.Started),
            Node(Campus, Switch, "SW1", "ethernet_switch", NodeStatus.Started),
            Node(Campus, Pc, "PC1", "vpcs", NodeStatus.Stopped) with { Console = new ConsoleEndpoint("telnet", "127.0.0.1", 5004) },
            Node(Campus, Cloud, "Cloud1", "cloud", NodeStatus.Started));
        Set(Archive, "archive", ProjectStatus.Closed, Node(Archive, Old, "R9", "dynamips", NodeStatus.Unknown));
    }

    public NodeSnapshot Node(Guid projectId, Guid nodeId, string name, string type, NodeStatus status) => new()
    {
        Key = new NodeKey(projectId, nodeId),
        Server = "lab",
        Name = name,
        NodeType = type,
        Status = status,
        ComputeId = "local",
        X = 10,
        Y = -20,
        Symbol = ":/symbols/router.svg",
        Ports = [new NodePort("Ethernet0", "e0", 0, 0, "ethernet")],
        PropertiesJson = """{"ram":256,"mac_addr":"ca01.0000.0000"}""",
        LabelJson = """{"text":"label"}""",
        StatusChangedAt = time.GetUtcNow(),
        ObservedAt = time.GetUtcNow(),
    };

    public void Set(Guid projectId, string name, ProjectStatus status, params NodeSnapshot[] nodes)
    {
        var now = time.GetUtcNow();
        ImmutableArray<LinkSnapshot> links = nodes.Length < 2 ? [] :
        [
            new LinkSnapshot
            {
                LinkId = Link,
                ProjectId = projectId,
                Endpoints = [new LinkEndpoint(nodes[0].Key.NodeId, 0, 0, """{"text":"e0"}"""), new LinkEndpoint(nodes[1].Key.NodeId, 0, 1)],
                FiltersJson = """{"delay":[10,2]}""",
                ObservedAt = now,
            },
        ];
        var project = new ProjectSnapshot
        {
            ProjectId = projectId,
            Server = "lab",
            Name = name,
            Status = status,
            Path = $"/srv/{name}",
            Filename = $"{name}.gns3",
            NodeCount = nodes.Length,
            LinkCount = links.Length,
            ChangedAt = now,
            ReconciledAt = now,
            ObservedAt = now,
            Live = true,
        };
        Projects[projectId] = new ProjectTopology(
            project, [.. nodes], links, [new DrawingSnapshot(Guid.Empty, 0, 0, 1, 0, false, "<svg>é</svg>")], NextVersion());
    }

    public ProjectTopology Of(Guid projectId) =>
        Projects.TryGetValue(projectId, out var topology)
            ? topology
            : throw new NotFoundException("project_not_found", $"There is no project {projectId}.");

    public NodeSnapshot Of(NodeKey key) =>
        Of(key.ProjectId).Nodes.FirstOrDefault(node => node.Key == key)
            ?? throw new NotFoundException("node_not_found", $"There is no node {key.NodeId}.");

    public ProjectTopology? CopyOf(Guid projectId, string? unlessVersion)
    {
        var topology = Of(projectId);
        if (topology.Version == unlessVersion)
        {
            return null;
        }

        TopologyCopies++;
        return topology;
    }

    /// <summary>What every command does first: it is noted, waits, and fails when GNS3 does.</summary>
    public async Task CommandAsync(string what, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Commands.Add(what);
        }

        await (what.StartsWith(Gated, StringComparison.Ordinal) ? Gate : Task.CompletedTask).WaitAsync(cancellationToken);
        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    public async Task<ProjectTopology> RefreshAsync(Guid projectId, CancellationToken cancellationToken)
    {
        Refreshes++;
        await CommandAsync($"refresh {projectId}", cancellationToken);
        return Change(projectId, topology => topology with { Project = topology.Project with { ReconciledAt = time.GetUtcNow(), ObservedAt = time.GetUtcNow() } });
    }

    public ProjectTopology Change(Guid projectId, Func<ProjectTopology, ProjectTopology> change)
    {
        lock (_lock)
        {
            return Projects[projectId] = change(Of(projectId)) with { Version = NextVersion() };
        }
    }

    public NodeSnapshot SetStatus(NodeKey key, NodeStatus status)
    {
        var node = Of(key) with { Status = status, StatusChangedAt = time.GetUtcNow(), ObservedAt = time.GetUtcNow() };
        Change(key.ProjectId, topology => topology with { Nodes = topology.Nodes.Replace(topology.Nodes.First(old => old.Key == key), node) });
        log.Append(status == NodeStatus.Started ? "node.started" : "node.stopped", key.ProjectId, key.NodeId);
        return node;
    }

    private string NextVersion() => $"v{Interlocked.Increment(ref _version)}";
}
