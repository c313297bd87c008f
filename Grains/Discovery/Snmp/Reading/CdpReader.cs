using System.Collections.Immutable;
using System.Buffers.Binary;
using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Neighbours by CDP.</summary>
internal static class CdpReader
{
    // The bits from the lowest: CDP's own, not the MIB's.
    private static readonly string[] s_capabilities = ["router", "bridge", "sourceRouteBridge", "switch", "host", "igmp", "repeater", "phone", "remotelyManaged"];

    public static async Task<ImmutableArray<AgentCdpNeighbour>> ReadAsync(AgentPartReading part, AgentScalars scalars)
    {
        part.IsKnown = scalars.Has("cdpGlobalRun");
        var rows = await part.TableAsync(AgentTables.CdpCache).ConfigureAwait(false);
        var sound = rows.Where(row => row.Index is [> 0 and <= int.MaxValue, _]).ToList();
        part.Refuse(rows.Count - sound.Count, AgentTables.CdpCache.Name);
        part.Rows = sound.Count;
        return
        [
            .. sound.Select(row => new AgentCdpNeighbour(
                (int)row.Index[0],
                row.Text("cdpCacheDeviceId"),
                row.Text("cdpCacheDevicePort"),
                row.Text("cdpCachePlatform"),
                row.Text("cdpCacheVersion"),
                row.Word("cdpCacheAddressType") is "ip" or "ipv6" ? AgentValue.Address(row["cdpCacheAddress"]) : null,
                Capabilities(row["cdpCacheCapabilities"]),
                row.Int("cdpCacheNativeVLAN") is > 0 and var vlan ? vlan : null)),
        ];
    }

    private static ImmutableArray<string> Capabilities(SnmpValue value)
    {
        if (value.Type != SnmpType.OctetString || value.Bytes.Length != 4)
        {
            return [];
        }

        var bits = BinaryPrimitives.ReadUInt32BigEndian(value.Bytes);
        return [.. s_capabilities.Where((_, i) => (bits & (1u << i)) != 0)];
    }
}
