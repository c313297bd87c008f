using System.Collections.Concurrent;
using System.Collections.Immutable;
using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Reads the parts of an inventory: first what stands alone, then what is put together with it.</summary>
internal static class InventoryReading
{
    private static readonly string[] s_order =
    [
        "system", "capabilities", "interfaces", "addresses", "routes", "neighbours", "bridge ports", "vlans", "bridge", "lldp", "cdp", "modules", "sensors",
        "storage", "performance", "leases", "ospf", "bgp",
    ];

    private static readonly Oid s_cisco = Oid.Parse("1.3.6.1.4.1.9");

    public static async Task<SnmpInventory> ReadAsync(AgentSession session, SystemReading system, SnmpInventory inventory, Func<int, SnmpTarget> inVlan)
    {
        var parts = new ConcurrentQueue<AgentPart>([system.Part]);
        var scalars = new AgentScalars();
        await PartAsync("capabilities", async part =>
        {
            part.IsKnown = true;
            await scalars.ReadAsync(part, AgentTables.Scalars).ConfigureAwait(false);
            session.Capabilities = await AgentCapabilities.ProbeAsync(part, AgentTables.Probed).ConfigureAwait(false);
            part.Rows = session.Capabilities.Count;
            return true;
        }).ConfigureAwait(false);

        var interfaces = PartAsync("interfaces", part => InterfaceReader.ReadAsync(part, Expected(scalars)));
        var addresses = PartAsync("addresses", AddressReader.ReadAsync);
        var routes = PartAsync("routes", part => RouteReader.ReadAsync(part, scalars));
        var neighbours = PartAsync("neighbours", part => NeighbourReader.ReadAsync(part, scalars));
        var ports = PartAsync("bridge ports", BridgePorts.ReadAsync);
        var cdp = PartAsync("cdp", part => CdpReader.ReadAsync(part, scalars));
        var modules = PartAsync("modules", ModuleReader.ReadAsync);
        var storage = PartAsync("storage", StorageReader.ReadAsync);
        var leases = PartAsync("leases", LeaseReader.ReadAsync);
        var peers = PartAsync("bgp", part => RoutingPeerReader.BgpAsync(part, scalars));
        await Task.WhenAll(interfaces, addresses, routes, neighbours, ports, cdp, modules, storage, leases, peers).ConfigureAwait(false);
        inventory = inventory with
        {
            System = system.System is null ? null : Complete(system.System, scalars),
            Interfaces = await interfaces.ConfigureAwait(false),
            Addresses = await addresses.ConfigureAwait(false),
            Routes = await routes.ConfigureAwait(false),
            Neighbours = await neighbours.ConfigureAwait(false),
            CdpNeighbours = await cdp.ConfigureAwait(false),
            Modules = await modules.ConfigureAwait(false),
            Storages = (await storage.ConfigureAwait(false)).Disks,
            Leases = await leases.ConfigureAwait(false),
            Ospf = RoutingPeerReader.Ospf(scalars),
            Bgp = RoutingPeerReader.Bgp(scalars),
            BgpPeers = await peers.ConfigureAwait(false),
        };

        var (bridge, known) = (await ports.ConfigureAwait(false), inventory);
        var storages = (await storage.ConfigureAwait(false)).All;
        var lldp = PartAsync("lldp", part => LldpReading.ReadAsync(part, scalars, known.Interfaces, bridge));
        var sensors = PartAsync("sensors", part => SensorReader.ReadAsync(part, known.Modules));
        var performance = PartAsync("performance", part => PerformanceReader.ReadAsync(part, scalars, system.System, storages));
        var ospf = PartAsync("ospf", part => RoutingPeerReader.OspfAsync(part, scalars, known.Addresses));
        var vlans = await PartAsync("vlans", part => VlanReading.ReadAsync(part, bridge)).ConfigureAwait(false);
        var isCisco = Oid.TryParse(system.System?.ObjectId, out var id) && id.StartsWith(s_cisco);
        var entries = PartAsync("bridge", part => BridgeReader.ReadAsync(part, bridge, vlans, scalars.Has("dot1dBaseBridgeAddress"), isCisco ? inVlan : null));
        await Task.WhenAll(lldp, sensors, performance, ospf, entries).ConfigureAwait(false);
        inventory = inventory with
        {
            Vlans = vlans.Vlans,
            BridgeEntries = await entries.ConfigureAwait(false),
            LldpSystem = (await lldp.ConfigureAwait(false)).System,
            LldpNeighbours = (await lldp.ConfigureAwait(false)).Neighbours,
            Sensors = await sensors.ConfigureAwait(false),
            Performance = await performance.ConfigureAwait(false),
            OspfNeighbours = await ospf.ConfigureAwait(false),
            Parts = [.. parts.OrderBy(part => Array.IndexOf(s_order, part.Name))],
        };
        return inventory with { Notes = Notes(inventory) };

        async Task<T> PartAsync<T>(string name, Func<AgentPartReading, Task<T>> read)
        {
            var part = new AgentPartReading(session, name);
            var result = await read(part).ConfigureAwait(false);
            parts.Enqueue(part.Finish());
            return result;
        }
    }

    /// <summary>What the agent says itself, as far as it is a number that can be: some say nonsense.</summary>
    private static int Expected(AgentScalars scalars) => AgentValue.Int(scalars["ifNumber"]) is > 0 and < 1000 and var count ? count : 0;

    private static AgentSystem Complete(AgentSystem system, AgentScalars scalars) => system with
    {
        EngineId = scalars["snmpEngineID"].Bytes is { Length: > 4 } id ? Convert.ToHexStringLower(id) : null,
        Forwards = AgentValue.Int(scalars["ipForwarding"]) switch { 1 => true, 2 => false, _ => null },
        BridgeAddress = AgentValue.Mac(scalars["dot1dBaseBridgeAddress"]),
        InterfaceCount = AgentValue.Int(scalars["ifNumber"]),
    };

    private static ImmutableArray<string> Notes(SnmpInventory inventory)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (inventory.System?.InterfaceCount is { } count && inventory.Interfaces.Length > 0 && count != inventory.Interfaces.Length)
        {
            notes.Add(FormattableString.Invariant($"ifNumber is {count}, and ifTable has {inventory.Interfaces.Length} rows."));
        }

        if (inventory.Class.GivenUp is { } rule)
        {
            notes.Add($"The rule {rule} of the equipment types took too long for this description and was given up.");
        }

        if (inventory.System is null)
        {
            notes.Add("The agent answers, and says nothing of its system group.");
        }

        return notes.ToImmutable();
    }
}
