using System.Collections.Immutable;
using System.Text.Json;
using Nms.Access;
using Nms.Discovery;
using Nms.Equipment;
using Nms.Gns3;
using Nms.Messaging;
using Nms.Modules;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology.Drift;
using Nms.Webhooks;
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

    [Fact]
    public void Modules_the_registry_and_the_hub()
    {
        var registration = new ModuleRegistration
        {
            Name = "scanner",
            Capabilities = ["scan"],
            Delivery = ModuleDelivery.Poll,
            Events = ["node.*"],
            OwnerId = "user:1",
            OwnerName = "olga",
            Sight = new ModuleSight([ProjectId], Platform: true),
        };
        var module = new ModuleSnapshot
        {
            Registration = registration,
            RegisteredAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
            LastHeartbeat = DateTimeOffset.UnixEpoch,
            Healthy = false,
            Complaint = "silent",
            Probe = new ModuleProbe(DateTimeOffset.UnixEpoch, "no", 2),
        };
        AssertComesBack(new ModuleState { Module = module });
        AssertComesBack(new ModuleState());
        AssertComesBack(new ModuleRegistryState { Modules = [new RegisteredModule("scanner", ["scan"])] });
        AssertComesBack(new HubState { Stopped = true, Since = DateTimeOffset.UnixEpoch });
    }

    [Fact]
    public void Webhooks()
    {
        var letter = new WebhookDeadLetter { EventId = Id(1), Type = "node.started", Sequence = 7, Reason = "it answered 500", Status = 500 };
        AssertComesBack(new WebhookState
        {
            Settings = new WebhookDraft("hook", "https://hook.example/", Nms.Events.EventQuery.All with { Types = ["node.*"], Projects = [ProjectId] }, "user:x", "x", true, true),
            Secret = "encrypted",
            Progress = new WebhookProgress { Cursor = new(1, 2, 3, 4), Waiting = [WaitingDelivery.Of(letter, DateTimeOffset.UnixEpoch)] },
        });
        AssertComesBack(new WebhookDirectoryState { Webhooks = [new WebhookEntry(Id(1), "user:x")] });
        AssertComesBack(new WebhookDeadLettersState { Letters = [letter], Dropped = 3 });
    }

    [Fact]
    public void Drift()
    {
        var lab = new Topology.Drift.DrawnLab().Speaking("R1", "R2").Link("R1:0", "R2:0").Hears("R1:0", "R2:3").Hears("R1:1", "stranger");
        var (state, _) = DriftKeepingLogic.Judge(new TopologyDriftState(), lab.Topology, [.. lab.Witnesses.Values], Id(9), DateTimeOffset.UnixEpoch);
        AssertComesBack(state with { Redrawn = [new RedrawnPort(lab.Key("R1:0"), DateTimeOffset.UnixEpoch)] });
        AssertComesBack(new TopologyDriftState());
    }

    [Fact]
    public void Equipment_its_history_and_runs()
    {
        var at = DateTimeOffset.UnixEpoch;
        var profile = Nms.Grains.Tests.Equipment.Findings.Basis(("snmp", SectionOutcome.Completed)) with
        {
            HostName = new ProfileValue { Value = "R1", Source = FactSource.Console, At = at, Rivals = [new RivalValue { Value = "R2", Source = FactSource.Snmp, At = at }] },
            Interfaces = [new EquipmentInterface { Name = "e0", Addresses = ["10.0.0.1/24"], Counters = new InterfaceCounters { At = at, InOctets = long.MaxValue } }],
            Reachability = [new EquipmentReachability { Address = "10.0.0.1", AverageRtt = TimeSpan.FromMilliseconds(1.5), Ports = [new EquipmentPort { Protocol = "tcp", Number = 22, State = "open" }] }],
        };
        var version = new ProfileVersion { Version = 2, At = at, Changes = [new ProfileChange { Path = "host_name", Before = "a", After = "b" }], ChangeCount = 1 };
        AssertComesBack(new EquipmentState { Profile = profile, FirstSeenAt = at, Lost = true, Outbox = [Events.Streams.TestEvents.Create(Nms.Events.EventPriority.High, ProjectId)] });
        AssertComesBack(new EquipmentHistoryState { Versions = [new KeptProfile(version, PackedText.Pack("{}"))] });
        AssertComesBack(new EquipmentConfigurationsState { Versions = [new KeptConfiguration(new ConfigurationVersion { Name = "startup.vpc", Sha256 = "00", Version = 1 }, "vpcs", "same", "encrypted")] });
        AssertComesBack(new EquipmentDirectoryState { Equipment = ImmutableDictionary<Guid, EquipmentSummary>.Empty.Add(Id(1), new EquipmentSummary { EquipmentId = Id(1), Name = "R1", Addresses = ["10.0.0.1"] }) });

        var request = new DiscoveryRequest { Scope = new DiscoveryScope { ProjectId = ProjectId }, Options = new DiscoveryRunOptions { IncludeSnmp = true }, RequestedBy = "admin" };
        var run = new DiscoveryRunSnapshot { RunId = Id(2), Request = request, Status = DiscoveryRunStatus.Running, Targets = [new DiscoveryTarget { EquipmentId = Id(1), Name = "R1", StartedForRun = true, Took = TimeSpan.FromSeconds(2) }] };
        AssertComesBack(new DiscoveryRunState { Run = run, PreviousRunId = Id(3), DoneAtResume = 4, Fruitless = 1 });
        AssertComesBack(new DiscoveryDirectoryState
        {
            Runs = [new DiscoveryRunEntry(Id(2), "project:x", ProjectId, at, DiscoveryRunStatus.Partial)],
            Schedules = [new DiscoverySchedule { ScheduleId = Id(5), Name = "nightly", Scope = request.Scope, Options = request.Options, OwnerName = "admin", Every = TimeSpan.FromHours(1) }],
        });
    }

    private static void AssertComesBack<T>(T state)
    {
        var json = JsonSerializer.Serialize(state);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json)));
        Assert.NotEqual("{}", json);
    }
}
