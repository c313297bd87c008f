using System.Globalization;
using System.Net.NetworkInformation;
using Nms.Lab.Networks;
using Nms.Lab.Nodes;
using Nms.Snmp;

namespace Nms.Lab.Agents;

/// <summary>
/// Makes the objects of a machine: SNMPv2-MIB, IF-MIB, IP-MIB, IP-FORWARD-MIB, LLDP-MIB, CISCO-CDP-MIB, ENTITY-MIB, OSPF-MIB,
/// HOST-RESOURCES-MIB, UCD-SNMP-MIB, CISCO-PROCESS-MIB and CISCO-MEMORY-POOL-MIB, as far as a machine of its kind has them. Called under the lab's lock.
/// </summary>
internal static class AgentMib
{
    private const string System = "1.3.6.1.2.1.1";
    private const int EthernetType = 6;
    private const int Mtu = 1500;
    private const uint Speed = 100_000_000;

    public static List<SnmpObject> Of(LabState state, HostStack stack, AgentIdentity identity, DateTimeOffset now)
    {
        var objects = new List<SnmpObject>();
        var up = now - identity.BootedAt;
        Add(objects, $"{System}.1.0", SnmpValue.OctetString(identity.Description));
        Add(objects, $"{System}.2.0", SnmpValue.ObjectIdentifier(Oid.Parse(identity.ObjectId, null)));
        Add(objects, $"{System}.3.0", Ticks(up));
        Add(objects, $"{System}.4.0", SnmpValue.OctetString("lab@example.net"));
        Add(objects, $"{System}.5.0", SnmpValue.OctetString(identity.HostName));
        Add(objects, $"{System}.6.0", SnmpValue.OctetString(stack.Node.Project.Name));
        Add(objects, $"{System}.7.0", SnmpValue.Integer32(identity.IsCisco ? 78 : 72));
        Add(objects, "1.3.6.1.6.3.10.2.1.1.0", SnmpValue.OctetString(EngineId(stack.Node)));
        Interfaces(objects, state, stack, up);
        Addresses(objects, state, stack);
        Neighbours(objects, state, stack, identity);
        if (stack.Switches) Bridge(objects, state, stack);
        if (identity.IsCisco) Router(objects, state, stack, identity);
        else Host(objects, up);
        return objects;
    }

    /// <summary>One engine a machine, whichever of its addresses is asked (RFC 3411 §5, SnmpEngineID, format 5).</summary>
    public static byte[] EngineId(LabNode node) => [0x80, 0x00, 0x1F, 0x88, 0x05, .. Convert.FromHexString(node.Id.Replace("-", "", StringComparison.Ordinal))];

    /// <summary>Whether a cable leads from the interface to a machine or a switch that runs.</summary>
    public static bool IsPlugged(LabState state, LabNode node, NetInterface own) => own.IsVirtual ||
        state.Machines.Network.Cables(node).Any(cable => cable.Own.Adapter == own.Adapter && cable.Own.Port == own.Port && cable.Other.Node.Status == NodeStatus.Started);

    private static void Interfaces(List<SnmpObject> objects, LabState state, HostStack stack, TimeSpan up)
    {
        const string entry = "1.3.6.1.2.1.2.2.1", more = "1.3.6.1.2.1.31.1.1.1";
        Add(objects, "1.3.6.1.2.1.2.1.0", SnmpValue.Integer32(stack.Interfaces.Count));
        for (var index = 1; index <= stack.Interfaces.Count; index++)
        {
            var own = stack.Interfaces[index - 1];
            var isUp = own.IsEnabled && IsPlugged(state, stack.Node, own);

            // A background of its own for each interface, so that counters differ and grow, and what was sent over it.
            var background = isUp ? (ulong)(up.TotalSeconds * (1000 + (own.Mac.Sum(letter => letter) * 7 % 9000))) : 0;
            Add(objects, $"{entry}.1.{index}", SnmpValue.Integer32(index));
            Add(objects, $"{entry}.2.{index}", SnmpValue.OctetString(own.Name));
            Add(objects, $"{entry}.3.{index}", SnmpValue.Integer32(EthernetType));
            Add(objects, $"{entry}.4.{index}", SnmpValue.Integer32(Mtu));
            Add(objects, $"{entry}.5.{index}", SnmpValue.Gauge32(Speed));
            Add(objects, $"{entry}.6.{index}", SnmpValue.OctetString(Bytes(own.Mac)));
            Add(objects, $"{entry}.7.{index}", SnmpValue.Integer32(own.IsEnabled ? 1 : 2));
            Add(objects, $"{entry}.8.{index}", SnmpValue.Integer32(isUp ? 1 : 2));
            Add(objects, $"{entry}.10.{index}", SnmpValue.Counter32((uint)(background + own.Received)));
            Add(objects, $"{entry}.13.{index}", SnmpValue.Counter32(0));
            Add(objects, $"{entry}.14.{index}", SnmpValue.Counter32(0));
            Add(objects, $"{entry}.16.{index}", SnmpValue.Counter32((uint)((background / 2) + own.Sent)));
            Add(objects, $"{entry}.19.{index}", SnmpValue.Counter32(0));
            Add(objects, $"{entry}.20.{index}", SnmpValue.Counter32(0));
            Add(objects, $"{more}.1.{index}", SnmpValue.OctetString(own.Name));
            Add(objects, $"{more}.6.{index}", SnmpValue.Counter64(background + own.Received));
            Add(objects, $"{more}.10.{index}", SnmpValue.Counter64((background / 2) + own.Sent));
            Add(objects, $"{more}.15.{index}", SnmpValue.Gauge32(Speed / 1_000_000));
            Add(objects, $"{more}.18.{index}", SnmpValue.OctetString(own.Description));
        }
    }

    private static void Addresses(List<SnmpObject> objects, LabState state, HostStack stack)
    {
        const string address = "1.3.6.1.2.1.4.20.1", media = "1.3.6.1.2.1.4.22.1", route = "1.3.6.1.2.1.4.24.4.1";
        foreach (var own in stack.Interfaces.Where(own => own is { IsEnabled: true, Address: not null }))
        {
            var text = Ipv4.Format(own.Address!.Value);
            Add(objects, $"{address}.1.{text}", Ip(own.Address.Value));
            Add(objects, $"{address}.2.{text}", SnmpValue.Integer32(Index(stack, own)));
            Add(objects, $"{address}.3.{text}", Ip(Ipv4.Mask(own.Prefix)));
            foreach (var (neighbour, entry) in stack.Arp.Where(entry => own.Covers(entry.Key)).Append(KeyValuePair.Create(own.Address.Value, (own.Mac, DateTimeOffset.MaxValue))))
            {
                var index = $"{Index(stack, own)}.{Ipv4.Format(neighbour)}";
                Add(objects, $"{media}.1.{index}", SnmpValue.Integer32(Index(stack, own)));
                Add(objects, $"{media}.2.{index}", SnmpValue.OctetString(Bytes(entry.Item1)));
                Add(objects, $"{media}.3.{index}", Ip(neighbour));
                Add(objects, $"{media}.4.{index}", SnmpValue.Integer32(neighbour == own.Address ? 4 : 3));
            }
        }

        foreach (var way in state.Machines.Network.Table(stack))
        {
            var index = $"{Ipv4.Format(way.Network)}.{Ipv4.Format(Ipv4.Mask(way.Prefix))}.0.{Ipv4.Format(way.NextHop ?? 0)}";
            Add(objects, $"{route}.5.{index}", SnmpValue.Integer32(Index(stack, way.Out)));
            Add(objects, $"{route}.6.{index}", SnmpValue.Integer32(way.NextHop is null ? 3 : 4));
            Add(objects, $"{route}.7.{index}", SnmpValue.Integer32(way.Source switch { 'C' => 2, 'S' => 3, _ => 13 }));
            Add(objects, $"{route}.11.{index}", SnmpValue.Integer32(way.Distance));
        }
    }

    private static void Neighbours(List<SnmpObject> objects, LabState state, HostStack stack, AgentIdentity identity)
    {
        const string local = "1.0.8802.1.1.2.1.3", remote = "1.0.8802.1.1.2.1.4.1.1", management = "1.0.8802.1.1.2.1.4.2.1", cdp = "1.3.6.1.4.1.9.9.23.1.2.1.1";
        Add(objects, $"{local}.1.0", SnmpValue.Integer32(4));
        Add(objects, $"{local}.2.0", SnmpValue.OctetString(Bytes(stack.Interfaces.FirstOrDefault()?.Mac ?? "00:00:00:00:00:00")));
        Add(objects, $"{local}.3.0", SnmpValue.OctetString(identity.HostName));
        var number = 0;
        foreach (var own in SpeaksLldp(stack.Node) ? stack.Interfaces : [])
        {
            var index = Index(stack, own);
            Add(objects, $"{local}.7.1.2.{index}", SnmpValue.Integer32(5));
            Add(objects, $"{local}.7.1.3.{index}", SnmpValue.OctetString(own.Name));
            Add(objects, $"{local}.7.1.4.{index}", SnmpValue.OctetString(own.Name));
            foreach (var (other, port) in own.IsEnabled ? state.Machines.Network.Hears(stack, own) : [])
            {
                if (state.Machines.Find(other.Node)?.Identity is not { } heard || !SpeaksLldp(other.Node)) continue;
                number++;
                var key = $"0.{index}.{number}";
                Add(objects, $"{remote}.4.{key}", SnmpValue.Integer32(4));
                Add(objects, $"{remote}.5.{key}", SnmpValue.OctetString(Bytes(other.Interfaces[0].Mac)));
                Add(objects, $"{remote}.6.{key}", SnmpValue.Integer32(5));
                Add(objects, $"{remote}.7.{key}", SnmpValue.OctetString(port.Name));
                Add(objects, $"{remote}.8.{key}", SnmpValue.OctetString(port.Name));
                Add(objects, $"{remote}.9.{key}", SnmpValue.OctetString(heard.HostName));
                Add(objects, $"{remote}.10.{key}", SnmpValue.OctetString(heard.Description));
                if (port.Address is { } address) Add(objects, $"{management}.3.{key}.1.4.{Ipv4.Format(address)}", SnmpValue.Integer32(2));
                if (!identity.IsCisco || !heard.IsCisco) continue;
                Add(objects, $"{cdp}.3.{index}.{number}", SnmpValue.Integer32(1));
                Add(objects, $"{cdp}.4.{index}.{number}", port.Address is { } hop ? SnmpValue.OctetString(Quad(hop)) : SnmpValue.OctetString(""));
                Add(objects, $"{cdp}.6.{index}.{number}", SnmpValue.OctetString(heard.HostName));
                Add(objects, $"{cdp}.7.{index}.{number}", SnmpValue.OctetString(port.Name));
                Add(objects, $"{cdp}.8.{index}.{number}", SnmpValue.OctetString($"Cisco {heard.Model}"));
            }
        }
    }

    /// <summary>The ports of a bridge, and behind which of them it learned each address (RFC 4188 §3.3 and §3.4).</summary>
    private static void Bridge(List<SnmpObject> objects, LabState state, HostStack stack)
    {
        const string bridge = "1.3.6.1.2.1.17.1", learned = "1.3.6.1.2.1.17.4.3.1";
        var ports = stack.Interfaces.Where(own => !own.IsVirtual).ToList();
        Add(objects, $"{bridge}.1.0", SnmpValue.OctetString(Bytes(stack.Interfaces[0].Mac)));
        Add(objects, $"{bridge}.2.0", SnmpValue.Integer32(ports.Count));
        Add(objects, $"{bridge}.3.0", SnmpValue.Integer32(2));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 1; number <= ports.Count; number++)
        {
            var own = ports[number - 1];
            Add(objects, $"{bridge}.4.1.1.{number}", SnmpValue.Integer32(number));
            Add(objects, $"{bridge}.4.1.2.{number}", SnmpValue.Integer32(Index(stack, own)));
            foreach (var (_, port) in own.IsEnabled ? state.Machines.Network.Behind(stack, own) : [])
            {
                if (!seen.Add(port.Mac)) continue;
                var index = string.Join('.', Bytes(port.Mac));
                Add(objects, $"{learned}.1.{index}", SnmpValue.OctetString(Bytes(port.Mac)));
                Add(objects, $"{learned}.2.{index}", SnmpValue.Integer32(number));
                Add(objects, $"{learned}.3.{index}", SnmpValue.Integer32(3));
            }
        }
    }

    /// <summary>A container whose environment has LLDP=off, or a machine whose options have it, runs no lldpd: nobody hears it.</summary>
    public static bool SpeaksLldp(LabNode node)
    {
        return !Says("environment") && !Says("options");

        bool Says(string property) => node.Properties[property]?.GetValue<string>().Contains("LLDP=off", StringComparison.Ordinal) == true;
    }

    private static void Router(List<SnmpObject> objects, LabState state, HostStack stack, AgentIdentity identity)
    {
        const string entity = "1.3.6.1.2.1.47.1.1.1.1", ospf = "1.3.6.1.2.1.14", pool = "1.3.6.1.4.1.9.9.48.1.1.1", cpu = "1.3.6.1.4.1.9.9.109.1.1.1.1";
        Add(objects, $"{entity}.2.1", SnmpValue.OctetString($"Cisco {identity.Model}"));
        Add(objects, $"{entity}.4.1", SnmpValue.Integer32(0));
        Add(objects, $"{entity}.5.1", SnmpValue.Integer32(3));
        Add(objects, $"{entity}.7.1", SnmpValue.OctetString($"{identity.Model} chassis"));
        Add(objects, $"{entity}.10.1", SnmpValue.OctetString(identity.Software ?? ""));
        Add(objects, $"{entity}.11.1", SnmpValue.OctetString(identity.SerialNumber ?? ""));
        Add(objects, $"{entity}.13.1", SnmpValue.OctetString(identity.Model ?? ""));
        for (var index = 0; index < stack.Interfaces.Count; index++)
        {
            Add(objects, $"{entity}.2.{index + 2}", SnmpValue.OctetString(stack.Interfaces[index].Name));
            Add(objects, $"{entity}.4.{index + 2}", SnmpValue.Integer32(1));
            Add(objects, $"{entity}.5.{index + 2}", SnmpValue.Integer32(10));
            Add(objects, $"{entity}.7.{index + 2}", SnmpValue.OctetString(stack.Interfaces[index].Name));
        }

        Add(objects, "1.3.6.1.4.1.9.9.23.1.3.1.0", SnmpValue.Integer32(1));
        Add(objects, "1.3.6.1.4.1.9.9.23.1.3.4.0", SnmpValue.OctetString(identity.HostName));
        Add(objects, $"{cpu}.8.1", SnmpValue.Gauge32(7));
        Add(objects, $"{pool}.2.1", SnmpValue.OctetString("Processor"));
        Add(objects, $"{pool}.5.1", SnmpValue.Gauge32(48_000_000));
        Add(objects, $"{pool}.6.1", SnmpValue.Gauge32(152_000_000));
        if (!stack.LearnsRoutes || RouterId(stack) is not { } own) return;
        Add(objects, $"{ospf}.1.1.0", Ip(own));
        foreach (var (_, router, address) in state.Machines.Network.Adjacent(stack).DistinctBy(pair => pair.Address))
        {
            Add(objects, $"{ospf}.10.1.3.{Ipv4.Format(address)}.0", Ip(RouterId(router) ?? address));
            Add(objects, $"{ospf}.10.1.6.{Ipv4.Format(address)}.0", SnmpValue.Integer32(8));
        }
    }

    private static void Host(List<SnmpObject> objects, TimeSpan up)
    {
        const string storage = "1.3.6.1.2.1.25.2.3.1", memory = "1.3.6.1.4.1.2021.4";
        const int ram = 512 * 1024, used = 180 * 1024, buffers = 12 * 1024, cached = 64 * 1024;
        Add(objects, "1.3.6.1.2.1.25.1.1.0", Ticks(up));
        Add(objects, "1.3.6.1.2.1.25.1.6.0", SnmpValue.Gauge32(61));
        Add(objects, "1.3.6.1.2.1.25.3.3.1.2.196608", SnmpValue.Integer32(4));
        Storage(1, "1.3.6.1.2.1.25.2.1.2", "Physical memory", 1024, ram, used);
        Storage(6, "1.3.6.1.2.1.25.2.1.1", "Memory buffers", 1024, ram, buffers);
        Storage(7, "1.3.6.1.2.1.25.2.1.1", "Cached memory", 1024, cached, cached);
        Storage(31, "1.3.6.1.2.1.25.2.1.4", "/", 4096, 2_000_000, 600_000);
        Add(objects, "1.3.6.1.4.1.2021.11.11.0", SnmpValue.Integer32(96));
        Add(objects, $"{memory}.5.0", SnmpValue.Integer32(ram));
        Add(objects, $"{memory}.6.0", SnmpValue.Integer32(ram - used));
        Add(objects, $"{memory}.14.0", SnmpValue.Integer32(buffers));
        Add(objects, $"{memory}.15.0", SnmpValue.Integer32(cached));
        foreach (var (which, load) in new[] { (1, "0.04"), (2, "0.03"), (3, "0.01") }) Add(objects, $"1.3.6.1.4.1.2021.10.1.3.{which}", SnmpValue.OctetString(load));

        void Storage(int index, string type, string name, int unit, int size, int taken)
        {
            Add(objects, $"{storage}.2.{index}", SnmpValue.ObjectIdentifier(Oid.Parse(type, null)));
            Add(objects, $"{storage}.3.{index}", SnmpValue.OctetString(name));
            Add(objects, $"{storage}.4.{index}", SnmpValue.Integer32(unit));
            Add(objects, $"{storage}.5.{index}", SnmpValue.Integer32(size));
            Add(objects, $"{storage}.6.{index}", SnmpValue.Integer32(taken));
        }
    }

    private static uint? RouterId(HostStack stack) => stack.Interfaces.Where(own => own is { IsEnabled: true, Address: not null }).Max(own => own.Address);

    private static int Index(HostStack stack, NetInterface own) => stack.Interfaces.IndexOf(own) + 1;

    private static SnmpValue Ticks(TimeSpan span) => SnmpValue.TimeTicks((uint)(span.TotalMilliseconds / 10));

    private static SnmpValue Ip(uint address) => SnmpValue.IpAddress(global::System.Net.IPAddress.Parse(Ipv4.Format(address)));

    private static byte[] Quad(uint address) => [(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address];

    private static byte[] Bytes(string mac) => PhysicalAddress.Parse(mac.ToUpper(CultureInfo.InvariantCulture).Replace(':', '-')).GetAddressBytes();

    private static void Add(List<SnmpObject> objects, string oid, SnmpValue value) => objects.Add(new SnmpObject(Oid.Parse(oid, null), value));
}
