using System.Net;
using System.Text.Json;
using Nms.Discovery;
using Nms.Equipment;
using Nms.Grains.Tests.Discovery.Snmp;
using Nms.Nodes;
using Nms.Snmp;
using Nms.Testing;

namespace Nms.Grains.Tests.Discovery.Networks;

/// <summary>Runs outside of labs, over agents of our own at translated loopback addresses and over real routers.</summary>
public sealed class NetworkRunTests
{
    private const int Offset = 21_000;

    private static readonly DiscoveryRunOptions s_all = new() { IncludeSnmp = true, IncludePerformance = true, IncludeTopology = true, IncludeReachability = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_network_is_swept_crawled_and_compared_with_the_run_before()
    {
        await using var first = Agent(1, "core", 1, neighbour: 9);
        await using var second = Agent(2, "core", 1, neighbour: 9);
        await using var far = Agent(9, "edge", 2, neighbour: 20);
        await using var further = Agent(20, "beyond", 3, neighbour: 9);
        var leaving = Agent(3, "printer", 4, neighbour: null);
        await using var cluster = await StartAsync();
        var scope = new DiscoveryScope { Ranges = ["10.201.9.0/29"], CrawlDepth = 1, Seeds = ["10.201.9.200"] };

        var run = await RunAsync(cluster, scope);

        Assert.Equal((DiscoveryRunStatus.Completed, null), (run.Status, run.Error));
        Assert.Equal(["core 10.201.9.1,10.201.9.2 0", "edge 10.201.9.9 1", "printer 10.201.9.3 0"], Told(run));
        Assert.Equal(6, run.AddressesSwept);
        Assert.Contains("Nothing answers at the seed 10.201.9.200.", run.Notes);
        Assert.Contains("1 addresses that neighbours name are further than 1 away and are not followed.", run.Notes);
        var core = await ProfileAsync(cluster, run, "core");
        Assert.Equal(["10.201.9.1 Proven", "10.201.9.2 Proven"], core.Addresses.Select(address => $"{address.Address} {address.Verdict}"));
        Assert.Equal("00:1b:21:00:00:01", Assert.Single(core.Interfaces).MacAddress);
        Assert.Equal("edge", Assert.Single(core.Adjacencies).RemoteName);
        Assert.Equal(3, cluster.EventTypes.Count(type => type == "equipment.discovered"));
        Assert.Equal(3, (await cluster.Grains.EquipmentDirectory(Guid.Empty).ListAsync(Token)).Length);

        await leaving.DisposeAsync();
        var again = await RunAsync(cluster, scope);

        Assert.Equal(["core 10.201.9.1,10.201.9.2 0", "edge 10.201.9.9 1"], Told(again));
        Assert.Equal(again.Targets.Select(target => target.EquipmentId).Order(), run.Targets.Where(target => target.Name != "printer").Select(target => target.EquipmentId).Order());
        Assert.Equal([run.Targets.Single(target => target.Name == "printer").EquipmentId], again.Comparison!.Lost);
        var lost = Assert.Single(cluster.Log.Events, one => one.Type == "equipment.lost");
        Assert.Equal("Nothing answers at 10.201.9.3 any more.", JsonDocument.Parse(lost.DataJson).RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task What_the_rules_do_not_permit_fails_the_run_with_the_rule()
    {
        await using var cluster = await StartAsync();

        var run = await RunAsync(cluster, new DiscoveryScope { Ranges = ["169.254.0.0/28"] });

        Assert.Equal(DiscoveryRunStatus.Failed, run.Status);
        Assert.StartsWith("ranges[0]: 169.254.0.0", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_goes_on_where_the_one_before_it_stopped()
    {
        var near = Agent(1, "core", 1, neighbour: 9);
        await using var far = Agent(9, "edge", 2, neighbour: null);
        await using var before = await StartAsync();
        var done = await RunAsync(before, new DiscoveryScope { Seeds = ["10.201.9.1"], CrawlDepth = 1 });
        var core = done.Targets.Single(target => target.Name == "core");

        // The same run as a successor finds it: the first target is done, and the agent there is gone meanwhile.
        await near.DisposeAsync();
        var id = Guid.NewGuid();
        var state = new DiscoveryRunState { Run = done with { RunId = id, Status = DiscoveryRunStatus.Running, Phase = "sweeping", CompletedAt = null, Targets = [core], Done = 1 } };
        await before.Storage.WriteStateAsync("discovery-run", GrainId.Create("nms.discovery-run", id.ToString("N")), new GrainState<DiscoveryRunState>(state));
        await before.Grains.DiscoveryRun(id).EnsureRunningAsync(Token);
        var ended = await before.Grains.DiscoveryRun(id).WaitAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal(["core 10.201.9.1 0", "edge 10.201.9.9 1"], Told(ended));
        Assert.Equal((DiscoveryRunStatus.Completed, 1), (ended.Status, ended.Resumed));
        Assert.DoesNotContain("equipment.lost", before.EventTypes);
    }

    private static string[] Told(DiscoveryRunSnapshot run) =>
        [.. run.Targets.Select(target => $"{target.Name} {string.Join(',', target.Addresses)} {target.Depth}").Order(StringComparer.Ordinal)];

    private static async Task<EquipmentProfile> ProfileAsync(NmsTestCluster cluster, DiscoveryRunSnapshot run, string name) =>
        (await cluster.Grains.Equipment(new NodeKey(Guid.Empty, run.Targets.Single(target => target.Name == name).EquipmentId)).FindAsync(Token))!.Profile;

    private static async Task<DiscoveryRunSnapshot> RunAsync(NmsTestCluster cluster, DiscoveryScope scope)
    {
        var start = await cluster.Grains.Discovery().StartAsync(new DiscoveryRequest { Scope = scope, Options = s_all, RequestedBy = "test" }, Token);
        Assert.False(start.Joined);
        var run = await cluster.Grains.DiscoveryRun(start.RunId).WaitAsync(TimeSpan.FromMinutes(1), Token);
        await Eventually.IsTrueAsync(async () => !(await cluster.Grains.Discovery().ListActiveAsync(Token)).Contains(start.RunId), () => "the directory does not know that it ended", Token);
        return run;
    }

    private static Task<NmsTestCluster> StartAsync() => NmsTestCluster.StartAsync(new Dictionary<string, string?>
    {
        ["Nms:Discovery:Translations:0:From"] = "10.201.9.0/24",
        ["Nms:Discovery:Translations:0:To"] = "127.201.9.0/24",
        ["Nms:Discovery:Translations:0:PortOffset"] = Offset.ToString(System.Globalization.CultureInfo.InvariantCulture),
    });

    private static SnmpAgent Agent(byte host, string name, byte mac, int? neighbour) => SimulatedEquipment.Start(
        SimulatedEquipment.Store(
            SimulatedEquipment.SystemGroup("1.3.6.1.4.1.8072.3.2.10", "Linux box", name),
            SimulatedEquipment.Interface(1, "eth0", [0x00, 0x1b, 0x21, 0, 0, mac]),
            Addresses(name),
            neighbour is { } next ?
            [
                ("lldpLocChassisIdSubtype.0", 4), ("lldpLocChassisId.0", new byte[] { 0x00, 0x1b, 0x21, 0, 0, mac }), ("lldpLocSysName.0", name),
                ("lldpLocPortIdSubtype.1", 5), ("lldpLocPortId.1", "eth0"), ("lldpLocPortDesc.1", "eth0"),
                ("lldpRemChassisIdSubtype.0.1.7", 7), ("lldpRemChassisId.0.1.7", "next"), ("lldpRemPortIdSubtype.0.1.7", 5), ("lldpRemPortId.0.1.7", "eth1"),
                ("lldpRemSysName.0.1.7", "edge"), ($"lldpRemManAddrIfSubtype.0.1.7.1.4.10.201.9.{next}", 2),
            ] : []),
        builder => builder.Options = builder.Options with { EndPoint = new IPEndPoint(IPAddress.Parse($"127.201.9.{host}"), 161 + Offset) });

    private static IEnumerable<(string Name, object Value)> Addresses(string name) => name == "core"
        ? new[] { 1, 2 }.SelectMany(host => new (string, object)[]
        {
            ($"ipAdEntAddr.10.201.9.{host}", IPAddress.Parse($"10.201.9.{host}")), ($"ipAdEntIfIndex.10.201.9.{host}", 1), ($"ipAdEntNetMask.10.201.9.{host}", IPAddress.Parse("255.255.255.0")),
        })
        : [];
}
