using System.Net;
using System.Text.Json;
using Nms.Discovery;
using Nms.Discovery.Snmp;
using Nms.Equipment;
using Nms.Grains.Tests.Discovery.Snmp;
using Nms.Nodes;
using Nms.Testing;
using Nms.Testing.Servers;
using Nms.Topology;

namespace Nms.Grains.Tests.Topology.Drift;

/// <summary>Drift of real routers: FRRouting and lldpd, read through Net-SNMP, against what they say of themselves.</summary>
public sealed class RouterLabTests(RouterLab routers) : IClassFixture<RouterLab>
{
    private static readonly string[] s_hub = ["r1:4", "r2:4", "r3:4"];

    /// <summary>One after the other: agents keep tables for a minute, so that what is cut shows late in some.</summary>
    [Fact]
    public async Task Real_routers_tell_by_SNMP_what_they_know_and_a_drawing_is_judged_by_it()
    {
        Assert.SkipWhen(routers.SkipReason is not null, routers.SkipReason ?? "");
        await NeighboursArpAndRoutesAreThoseThatTheRoutersTellAsync();
        await ARunOverTheirNetworkFindsEachOnceWithAllItsAddressesAsync();
        await ADrawingThatIsRightIsConfirmedOneThatIsWrongIsNotAndACutIsSeenAsync();
    }

    private async Task NeighboursArpAndRoutesAreThoseThatTheRoutersTellAsync()
    {
        foreach (var router in RouterLab.Routers)
        {
            var inventory = await ReadAsync(router);
            var names = inventory.Interfaces.ToDictionary(one => one.Index, one => one.Name);

            Assert.Equal(
                await routers.HeardAsync(router),
                inventory.LldpNeighbours.Select(one => (names[one.IfIndex!.Value], one.Name!, one.PortId!)).Order());
            Assert.Equal(await NeighboursAsync(router), inventory.OspfNeighbours.Where(one => one.State == "full").Select(one => (one.Address.ToString(), one.RouterId!.ToString())).Order());
            var arp = await AddressesAsync(router, "neigh", "dst", entry => entry.TryGetProperty("lladdr", out _));
            Assert.Subset(inventory.Neighbours.Where(one => one.MacAddress is not null).Select(one => one.Address.ToString()).ToHashSet(), arp);
            var routes = await AddressesAsync(router, "route", "dst", _ => true);
            Assert.Equal(routes, inventory.Routes.Where(IsUnicast).Select(one => $"{one.Destination}/{one.PrefixLength}").ToHashSet());
        }
    }

    private async Task ARunOverTheirNetworkFindsEachOnceWithAllItsAddressesAsync()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>());
        var options = new DiscoveryRunOptions { IncludeSnmp = true, IncludeTopology = true, IncludeReachability = true };
        var first = routers.Agent("r1").Address.ToString();
        var scope = new DiscoveryScope { Ranges = [$"{first[..first.LastIndexOf('.')]}.8/29"] };
        var start = await cluster.Grains.Discovery().StartAsync(new DiscoveryRequest { Scope = scope, Options = options, RequestedBy = "test" }, cancelled);

        var run = await cluster.Grains.DiscoveryRun(start.RunId).WaitAsync(TimeSpan.FromMinutes(1), cancelled);

        Assert.Equal(RouterLab.Routers, run.Targets.Select(target => target.Name).Order(StringComparer.Ordinal));
        foreach (var target in run.Targets)
        {
            var profile = (await cluster.Grains.Equipment(new NodeKey(Guid.Empty, target.EquipmentId)).FindAsync(cancelled))!.Profile;
            using var addresses = JsonDocument.Parse(await RouterLab.RunAsync(target.Name, "ip", "-json", "-4", "address", "show", "scope", "global"));
            Assert.Equal(
                addresses.RootElement.EnumerateArray().SelectMany(one => one.GetProperty("addr_info").EnumerateArray()).Select(one => one.GetProperty("local").GetString()!).Order(StringComparer.Ordinal),
                profile.Addresses.Where(address => address.Verdict == AddressVerdict.Proven && !address.Address.Contains(':', StringComparison.Ordinal)).Select(address => address.Address).Order(StringComparer.Ordinal));
            Assert.Equal(
                (await routers.HeardAsync(target.Name)).Select(one => (one.Port, one.Name)).Order(),
                profile.Adjacencies.Where(one => one.Protocol == "lldp").Select(one => (one.LocalInterface!, one.RemoteName!)).Order());
        }
    }

    private async Task ADrawingThatIsRightIsConfirmedOneThatIsWrongIsNotAndACutIsSeenAsync()
    {
        Assert.Equal(
            [
                "r1:eth1 - r2:eth1: confirmed", "r2:eth2 - r3:eth2: confirmed", "r1:eth3 - r2:eth3: confirmed",
                "r1:eth4 - H:0: confirmed", "r2:eth4 - H:1: confirmed", "r3:eth4 - H:2: confirmed",
            ],
            await JudgeAsync(("r1:1", "r2:1"), ("r2:2", "r3:2"), ("r1:3", "r2:3")));
        Assert.Equal(
            ["r1:eth1 - r2:eth3: wrong_port", "r2:eth2 - r3:1: wrong_port", "r1:eth3 - r2:eth1: wrong_port"],
            (await JudgeAsync(("r1:1", "r2:3"), ("r2:2", "r3:1"), ("r1:3", "r2:1"))).Where(item => !item.Contains("H:", StringComparison.Ordinal)));

        await RouterLab.RunAsync("r1", "ip", "link", "set", "eth3", "down");
        await Eventually.IsTrueAsync(
            async _ => !(await routers.HeardAsync("r1")).Concat(await routers.HeardAsync("r2")).Any(one => one.Port == "eth3"),
            TimeSpan.FromMinutes(3), () => "lldpd still hears what is cut", TestContext.Current.CancellationToken);

        Assert.Contains("r1:eth3 - r2:eth3: drawn_not_seen", await JudgeAsync(("r1:1", "r2:1"), ("r1:3", "r2:3")));
        Assert.Contains("r2:eth2 - r3:eth2: seen_not_drawn", await JudgeAsync(("r1:1", "r2:1"), ("r1:3", "r2:3")));
    }

    private async Task<string[]> JudgeAsync(params (string A, string B)[] links)
    {
        var lab = new DrawnLab().Silent(RouterLab.Routers).Hubs("H");
        foreach (var (a, b) in links)
        {
            lab.Link(a, b);
        }

        for (var port = 0; port < s_hub.Length; port++)
        {
            lab.Link(s_hub[port], $"H:{port}");
        }

        foreach (var router in RouterLab.Routers)
        {
            var inventory = await ReadAsync(router);
            lab.Change(router, witness => Witness(witness.NodeId, inventory));
        }

        Assert.Empty(lab.Judge().Ambiguous);
        return lab.Verdicts();
    }

    private async Task<SnmpInventory> ReadAsync(string router)
    {
        using var reader = new ReaderUnderTest();
        var inventory = await reader.ReadAsync(routers.Agent(router));
        Assert.Null(inventory.Failure);
        return inventory;
    }

    private static DriftWitness Witness(Guid nodeId, SnmpInventory inventory)
    {
        var names = inventory.Interfaces.ToDictionary(one => one.Index, one => one.Name);
        string? Name(int? index) => index is { } known ? names.GetValueOrDefault(known) : null;
        return new DriftWitness
        {
            NodeId = nodeId,
            At = inventory.At,
            HostNames = [inventory.System!.Name!],
            MacAddresses = [.. inventory.Interfaces.Select(one => one.MacAddress).OfType<string>()],
            Addresses = [.. inventory.Addresses.Where(one => !IPAddress.IsLoopback(one.Address)).Select(one => one.Address.ToString())],
            Ports = [.. inventory.Interfaces.Where(one => one.Name.StartsWith("eth", StringComparison.Ordinal)).Select(one => new DriftPort(one.Name, null, 0, one.Name[^1] - '0', one.MacAddress))],
            Answered = ["lldp", "arp", "ospf"],
            Neighbours = [.. inventory.LldpNeighbours.Select(one => new DriftSighting("lldp", Name(one.IfIndex), one.Name, one.PortId, one.ChassisId))],
            Stations =
            [
                .. inventory.Neighbours.Select(one => new DriftSighting("arp", Name(one.IfIndex), null, null, one.MacAddress)),
                .. inventory.OspfNeighbours.Select(one => new DriftSighting("ospf", Name(one.IfIndex), null, null, null, one.Address.ToString())),
            ],
        };
    }

    private async Task<IEnumerable<(string Address, string RouterId)>> NeighboursAsync(string router)
    {
        using var shown = JsonDocument.Parse(await routers.ShowAsync(router, "show ip ospf neighbor json"));
        return [.. shown.RootElement.GetProperty("neighbors").EnumerateObject()
            .SelectMany(neighbour => neighbour.Value.EnumerateArray().Where(one => one.GetProperty("converged").GetString() == "Full").Select(one => (one.GetProperty("address").GetString()!, neighbour.Name)))
            .Order()];
    }

    private static async Task<HashSet<string>> AddressesAsync(string router, string objects, string member, Func<JsonElement, bool> wanted)
    {
        using var shown = JsonDocument.Parse(await RouterLab.RunAsync(router, "ip", "-4", "-j", objects, "show"));
        return [.. shown.RootElement.EnumerateArray().Where(wanted).Select(entry => entry.GetProperty(member).GetString()!)];
    }

    private static bool IsUnicast(AgentRoute route) =>
        route.Destination.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && route.PrefixLength is > 0 and < 32 && !IPAddress.IsLoopback(route.Destination);
}
