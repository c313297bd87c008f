using System.Collections.Immutable;
using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>The forwarding database: by VLAN where the agent tells them apart, else of the bridge as a whole.</summary>
internal static class BridgeReader
{
    /// <summary>Cisco's switches answer for each VLAN apart; more than these would be a flood.</summary>
    private const int MaxContexts = 64;

    private const string Learned = "learned";

    public static async Task<ImmutableArray<AgentBridgeEntry>> ReadAsync(
        AgentPartReading part, BridgePorts ports, VlanReading vlans, bool isBridge, Func<int, SnmpTarget>? inVlan)
    {
        part.IsKnown = isBridge;
        var entries = new List<AgentBridgeEntry>();
        var rows = await part.TableAsync(AgentTables.VlanFdb).ConfigureAwait(false);
        part.Refuse(rows.Count(row => !TakeOfVlan(row, ports, vlans, entries)), AgentTables.VlanFdb.Name);
        if (entries.Count == 0)
        {
            var whole = await part.TableAsync(AgentTables.Fdb).ConfigureAwait(false);
            part.Refuse(whole.Count(row => !Take(row, ports, null, entries)), AgentTables.Fdb.Name);
            if (inVlan is not null && isBridge)
            {
                var ofVlans = new List<AgentBridgeEntry>();
                await ReadContextsAsync(part, vlans, inVlan, ofVlans).ConfigureAwait(false);

                // Outside of all contexts it was one of the VLANs that answered.
                entries = ofVlans.Count > 0 ? ofVlans : entries;
            }
        }

        part.Rows = entries.Count;
        return [.. entries];
    }

    private static async Task ReadContextsAsync(AgentPartReading part, VlanReading vlans, Func<int, SnmpTarget> inVlan, List<AgentBridgeEntry> entries)
    {
        var contexts = vlans.Vlans.Where(vlan => vlan.Mib == "CISCO-VTP-MIB" && vlan.Ports.Length > 0).ToList();
        if (contexts.Count > MaxContexts)
        {
            part.Fail(FormattableString.Invariant($"{MaxContexts} of {contexts.Count} VLANs were looked into."));
        }

        foreach (var vlan in contexts.Take(MaxContexts))
        {
            // Capabilities were asked outside of the VLAN; inside they differ, so the tables are read straight away.
            part.Target = inVlan(vlan.Id);
            var ports = BridgePorts.Of(await part.InContextAsync(AgentTables.BasePort).ConfigureAwait(false));
            var rows = await part.InContextAsync(AgentTables.Fdb).ConfigureAwait(false);
            part.Refuse(rows.Count(row => !Take(row, ports, vlan.Id, entries)), AgentTables.Fdb.Name);
            if (part.HasProblem)
            {
                return;
            }
        }
    }

    private static bool TakeOfVlan(TableRow row, BridgePorts ports, VlanReading vlans, List<AgentBridgeEntry> entries)
    {
        var index = new IndexReader(row.Index);
        var (database, mac) = (index.Number(), index.Mac());
        if (!index.IsSound || row.Int("dot1qTpFdbPort") is not (>= 0 and var port))
        {
            return false;
        }

        // Where the agent does not say whose a database is, its number is the VLAN's by custom, if there is such a VLAN.
        var vlan = vlans.FilteringDatabases.TryGetValue(database, out var known) ? known
            : vlans.Vlans.Any(one => one.Id == database) ? (int?)database : null;
        Add(entries, new AgentBridgeEntry(mac, vlan, port, ports.IfIndex(port), row.Word("dot1qTpFdbStatus") ?? Learned, AgentTables.VlanFdb.Name));
        return true;
    }

    private static bool Take(TableRow row, BridgePorts ports, int? vlan, List<AgentBridgeEntry> entries)
    {
        var index = new IndexReader(row.Index);
        var mac = index.Mac();
        if (!index.IsSound || row.Int("dot1dTpFdbPort") is not (>= 0 and var port))
        {
            return false;
        }

        Add(entries, new AgentBridgeEntry(mac, vlan, port, ports.IfIndex(port), row.Word("dot1dTpFdbStatus") ?? Learned, AgentTables.Fdb.Name));
        return true;
    }

    private static void Add(List<AgentBridgeEntry> entries, AgentBridgeEntry entry)
    {
        if (entry.Status != "invalid")
        {
            entries.Add(entry);
        }
    }
}
