using System.Net;
using Nms.Discovery;
using Nms.Equipment;
using Nms.Grains.Tests.Discovery.Snmp;
using Nms.Nodes;
using Nms.Projects;
using Nms.Snmp;
using Nms.Testing;
using Nms.Testing.Servers;
using static Nms.Grains.Tests.Projects.Given;
using ConsoleEndpoint = Nms.Nodes.ConsoleEndpoint;

namespace Nms.Grains.Tests.Discovery;

/// <summary>Runs over labs whose equipment misbehaves: what is wrong is told, the run ends, and nothing else is affected. Everything is on loopback.</summary>
public sealed class LabRunTests
{
    private const int Offset = 22_000;

    private static readonly DiscoveryRunOptions s_consoles = new() { IncludeConsole = true, IncludeTopology = true, MaxConcurrent = 1 };

    private static readonly DiscoveryRunOptions s_agents = s_consoles with { IncludeSnmp = true, IncludePerformance = true };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_vanishes_while_the_run_goes_on_is_gone_and_the_run_ends()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = ScriptedConsole.Start(async _ =>
        {
            reached.TrySetResult();
            await release.Task;
        });
        await using var cluster = await StartAsync();
        var project = await DrawAsync(cluster, Machine(1, "A", slow), Machine(2, "B", slow));

        var start = await BeginAsync(cluster, s_consoles);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancelled);
        await project.ObserveAsync([new NodeRemoved(Id(2))], Cancelled);
        await project.BeginReadAsync(Cancelled);
        release.SetResult();
        var run = await EndAsync(cluster, start);

        Assert.Equal(DiscoveryRunStatus.Partial, run.Status);
        Assert.Equal((DiscoveryTargetStatus.Gone, "The node vanished while the run went on."), (run.Targets.Single(one => one.Name == "B").Status, run.Targets.Single(one => one.Name == "B").Error));
    }

    [Fact]
    public async Task A_console_that_a_person_holds_is_left_to_them_and_told()
    {
        await using var held = ScriptedConsole.Start(async console =>
        {
            await console.WriteAsync("R1#configure ter");
            while (true)
            {
                await console.ReadKeyAsync();
            }
        });
        await using var free = Linux("b", "10.202.9.2", 2);
        await using var cluster = await StartAsync();
        await DrawAsync(cluster, Machine(1, "A", held), Machine(2, "B", free));

        var run = await EndAsync(cluster, await BeginAsync(cluster, s_consoles));

        Assert.Equal(DiscoveryRunStatus.Partial, run.Status);
        Assert.DoesNotContain('\r', held.Typed);
        var (busy, other) = (await ProfileAsync(cluster, 1), await ProfileAsync(cluster, 2));
        var section = busy.Sections.Single(one => one.Name == "console");
        Assert.Equal(SectionOutcome.Failed, section.Outcome);
        Assert.Contains("is in use", section.Reason, StringComparison.Ordinal);
        Assert.Equal((ProfileStatus.Completed, "10.202.9.2"), (other.Status, Assert.Single(other.Addresses).Address));
    }

    [Fact]
    public async Task Two_boxes_of_one_name_stay_two_and_what_their_agents_make_up_is_told()
    {
        await using var first = Linux("alpha", "10.202.9.1", 1);
        await using var second = Linux("beta", "10.202.9.2", 2);
        await using var one = Agent(1, "core");
        await using var two = Agent(2, "core");
        await using var cluster = await StartAsync();
        await DrawAsync(cluster, Machine(1, "A", first), Machine(2, "B", second));

        await EndAsync(cluster, await BeginAsync(cluster, s_agents));

        var (a, b) = (await ProfileAsync(cluster, 1), await ProfileAsync(cluster, 2));
        Assert.Equal(["10.202.9.1", "10.202.9.2"], [Assert.Single(a.Addresses).Address, Assert.Single(b.Addresses).Address]);
        Assert.All(new[] { a, b }, profile => Assert.True(profile.Snmp?.Available));
        Assert.Equal(("alpha", "core"), (a.HostName!.Value, Assert.Single(a.HostName.Rivals).Value));
        Assert.Equal(("beta", "core"), (b.HostName!.Value, Assert.Single(b.HostName.Rivals).Value));
        Assert.Contains("ifNumber is 99, and ifTable has 1 rows.", a.Snmp!.Notes);
        Assert.Equal(@"ro\xffom", a.Location!.Value);
    }

    [Fact]
    public async Task What_an_agent_says_against_the_console_is_shown_and_does_not_win()
    {
        await using var console = Linux("alpha", "10.202.9.1", 1);
        await using var stranger = Agent(1, "stranger", mac: 77);
        await using var cluster = await StartAsync();
        await DrawAsync(cluster, Machine(1, "A", console));

        await EndAsync(cluster, await BeginAsync(cluster, s_agents));

        var profile = await ProfileAsync(cluster, 1);
        Assert.Equal(("alpha", FactSource.Console, "stranger"), (profile.HostName!.Value, profile.HostName.Source, Assert.Single(profile.HostName.Rivals).Value));
        var conflict = Assert.Single(profile.Conflicts, one => one.Path == "interfaces[eth0].mac_address");
        Assert.Equal(("00:1b:21:00:00:01", "00:1b:21:00:00:4d"), (conflict.Value.Value, Assert.Single(conflict.Value.Rivals).Value));
        Assert.Equal("the equipment says so itself at its console", conflict.Value.Why);
    }

    [Fact]
    public async Task A_run_that_leaves_agents_out_keeps_what_an_earlier_one_read_of_them()
    {
        await using var console = Linux("alpha", "10.202.9.1", 1);
        await using var agent = Agent(1, "alpha");
        await using var cluster = await StartAsync();
        await DrawAsync(cluster, Machine(1, "A", console));
        await EndAsync(cluster, await BeginAsync(cluster, s_agents));
        var full = await ProfileAsync(cluster, 1);

        await EndAsync(cluster, await BeginAsync(cluster, s_consoles));

        var poorer = await ProfileAsync(cluster, 1);
        var section = poorer.Sections.Single(one => one.Name == "snmp");
        Assert.Equal((SectionOutcome.Skipped, full.CompletedAt), (section.Outcome, section.ReadAt));
        Assert.Equal((full.Version, full.Location!.Value, full.Snmp!.EngineId), (poorer.Version, poorer.Location!.Value, poorer.Snmp!.EngineId));
    }

    private static NodeSnapshot Machine(int id, string name, ScriptedConsole console) =>
        Node(id, name, NodeStatus.Started, "qemu") with { Console = new ConsoleEndpoint("telnet", console.Endpoint.Host, console.Endpoint.Port) };

    /// <summary>A shell that knows one interface.</summary>
    private static ScriptedConsole Linux(string host, string address, byte mac) => ScriptedConsole.Answering($"root@{host}:~# ", line => line switch
    {
        "uname -a" => $"Linux {host} 6.1.0-18-amd64 #1 SMP Debian 6.1.76-1 x86_64 GNU/Linux\r\n",
        "ip addr show" => $"2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq state UP\r\n    link/ether 00:1b:21:00:00:{mac:x2} brd ff:ff:ff:ff:ff:ff\r\n    inet {address}/24 scope global eth0\r\n",
        "ip neigh show" or "ip route show" or "ip -6 route show" => "",
        _ => $"-bash: {line.Split(' ')[0]}: command not found\r\n",
    });

    private static SnmpAgent Agent(byte host, string name, byte? mac = null) => SimulatedEquipment.Start(
        SimulatedEquipment.Store(
            SimulatedEquipment.SystemGroup("1.3.6.1.4.1.99999.1", "a box", name),
            [("sysLocation.0", new byte[] { (byte)'r', (byte)'o', 0xff, (byte)'o', (byte)'m' }), ("ifNumber.0", 99)],
            SimulatedEquipment.Interface(1, "eth0", [0x00, 0x1b, 0x21, 0, 0, mac ?? host])),
        builder => builder.Options = builder.Options with { EndPoint = new IPEndPoint(IPAddress.Parse($"127.202.9.{host}"), 161 + Offset) });

    private static async Task<IProjectGrain> DrawAsync(NmsTestCluster cluster, params NodeSnapshot[] nodes)
    {
        var project = cluster.Grains.Project(ProjectId);
        await project.ReconcileAsync(Facts(Project(), nodes), await project.BeginReadAsync(Cancelled), Cancelled);
        return project;
    }

    private static async Task<Guid> BeginAsync(NmsTestCluster cluster, DiscoveryRunOptions options) =>
        (await cluster.Grains.Discovery().StartAsync(new DiscoveryRequest { Scope = new DiscoveryScope { ProjectId = ProjectId }, Options = options, RequestedBy = "test" }, Cancelled)).RunId;

    private static async Task<DiscoveryRunSnapshot> EndAsync(NmsTestCluster cluster, Guid runId)
    {
        var run = await cluster.Grains.DiscoveryRun(runId).WaitAsync(TimeSpan.FromMinutes(2), Cancelled);
        Assert.NotEqual(DiscoveryRunStatus.Running, run.Status);
        await Eventually.IsTrueAsync(async () => !(await cluster.Grains.Discovery().ListActiveAsync(Cancelled)).Contains(runId), () => "the directory does not know that it ended", Cancelled);
        return run;
    }

    private static async Task<EquipmentProfile> ProfileAsync(NmsTestCluster cluster, int id) => (await cluster.Grains.Equipment(new NodeKey(ProjectId, Id(id))).FindAsync(Cancelled))!.Profile;

    private static Task<NmsTestCluster> StartAsync() => NmsTestCluster.StartAsync(new Dictionary<string, string?>
    {
        ["Nms:Discovery:Translations:0:From"] = "10.202.9.0/24",
        ["Nms:Discovery:Translations:0:To"] = "127.202.9.0/24",
        ["Nms:Discovery:Translations:0:PortOffset"] = Offset.ToString(System.Globalization.CultureInfo.InvariantCulture),
    });
}
