using System.Collections.Immutable;
using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>VLANs by Q-BRIDGE-MIB and by Cisco's MIBs.</summary>
/// <param name="Vlans">The VLANs.</param>
/// <param name="FilteringDatabases">Which VLAN a forwarding database is of.</param>
internal sealed record VlanReading(ImmutableArray<AgentVlan> Vlans, IReadOnlyDictionary<uint, int> FilteringDatabases)
{
    private const int MaxVlan = 4094;

    /// <summary>Four lists of 128 bytes for 1,024 VLANs each.</summary>
    private static readonly string[] s_trunkLists =
        ["vlanTrunkPortVlansEnabled", "vlanTrunkPortVlansEnabled2k", "vlanTrunkPortVlansEnabled3k", "vlanTrunkPortVlansEnabled4k"];

    public static async Task<VlanReading> ReadAsync(AgentPartReading part, BridgePorts ports)
    {
        var tables = await part.TablesAsync(
            [AgentTables.VlanCurrent, AgentTables.VlanStatic, AgentTables.VtpVlan, AgentTables.VmMembership, AgentTables.TrunkPort]).ConfigureAwait(false);
        var databases = new Dictionary<uint, int>();
        var vlans = new Dictionary<int, AgentVlan>();
        part.Refuse(tables[1].Count(row => !TakeStatic(row, ports, vlans)), AgentTables.VlanStatic.Name);
        part.Refuse(tables[0].Count(row => !TakeCurrent(row, ports, vlans, databases)), AgentTables.VlanCurrent.Name);
        part.Refuse(tables[2].Count(row => !TakeCisco(row, vlans)), AgentTables.VtpVlan.Name);
        AddMembers(vlans, tables[3], tables[4]);
        part.Rows = vlans.Count;
        return new VlanReading([.. vlans.Values.OrderBy(vlan => vlan.Id)], databases);
    }

    private static bool TakeStatic(TableRow row, BridgePorts ports, Dictionary<int, AgentVlan> vlans)
    {
        if (row.Index is not [>= 1 and <= MaxVlan and var id])
        {
            return false;
        }

        vlans[(int)id] = new AgentVlan(
            (int)id, row.Text("dot1qVlanStaticName"), ports.IfIndexes(row["dot1qVlanStaticEgressPorts"]), ports.IfIndexes(row["dot1qVlanStaticUntaggedPorts"]), "Q-BRIDGE-MIB");
        return true;
    }

    /// <summary>What is, before what was set: ports that a protocol added count.</summary>
    private static bool TakeCurrent(TableRow row, BridgePorts ports, Dictionary<int, AgentVlan> vlans, Dictionary<uint, int> databases)
    {
        if (row.Index is not [_, >= 1 and <= MaxVlan and var id])
        {
            return false;
        }

        if (row["dot1qVlanFdbId"].TryGetUInt64(out var database) && database <= uint.MaxValue)
        {
            databases[(uint)database] = (int)id;
        }

        vlans[(int)id] = new AgentVlan(
            (int)id, vlans.GetValueOrDefault((int)id)?.Name, ports.IfIndexes(row["dot1qVlanCurrentEgressPorts"]), ports.IfIndexes(row["dot1qVlanCurrentUntaggedPorts"]), "Q-BRIDGE-MIB");
        return true;
    }

    private static bool TakeCisco(TableRow row, Dictionary<int, AgentVlan> vlans)
    {
        if (row.Index is not [_, >= 1 and <= MaxVlan and var id])
        {
            return false;
        }

        // 1002 to 1005 are Cisco's for FDDI and token ring, and nobody's since.
        if (row.Word("vtpVlanType") is "ethernet" or null && !vlans.ContainsKey((int)id))
        {
            vlans[(int)id] = new AgentVlan((int)id, row.Text("vtpVlanName"), [], [], "CISCO-VTP-MIB");
        }

        return true;
    }

    private static void AddMembers(Dictionary<int, AgentVlan> vlans, IReadOnlyList<TableRow> access, IReadOnlyList<TableRow> trunks)
    {
        foreach (var row in access.Where(row => row.Index is [> 0 and <= int.MaxValue]))
        {
            if (row.Int("vmVlan") is { } vlan && vlans.TryGetValue(vlan, out var known) && known.Mib == "CISCO-VTP-MIB")
            {
                var port = (int)row.Index[0];
                vlans[vlan] = known with { Ports = known.Ports.Add(port), UntaggedPorts = known.UntaggedPorts.Add(port) };
            }
        }

        foreach (var row in trunks.Where(row => row.Index is [> 0 and <= int.MaxValue] && row.Int("vlanTrunkPortDynamicStatus") == 1))
        {
            var (port, native) = ((int)row.Index[0], row.Int("vlanTrunkPortNativeVlan"));
            foreach (var vlan in vlans.Values.Where(vlan => vlan.Mib == "CISCO-VTP-MIB" && IsEnabled(row, vlan.Id) && !vlan.Ports.Contains(port)).ToList())
            {
                vlans[vlan.Id] = vlan with { Ports = vlan.Ports.Add(port), UntaggedPorts = vlan.Id == native ? vlan.UntaggedPorts.Add(port) : vlan.UntaggedPorts };
            }
        }
    }

    private static bool IsEnabled(TableRow row, int vlan)
    {
        var list = row[s_trunkLists[vlan / 1024]];
        var bit = vlan % 1024;
        return list.Type == SnmpType.OctetString && bit / 8 < list.Bytes.Length && (list.Bytes[bit / 8] & (0x80 >> (bit % 8))) != 0;
    }
}
