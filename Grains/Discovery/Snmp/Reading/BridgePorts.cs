using System.Collections.Immutable;
using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>A bridge numbers its ports on its own; dot1dBasePortTable says which interface each is.</summary>
internal sealed class BridgePorts
{
    private readonly Dictionary<int, int> _ifIndexes;

    private BridgePorts(Dictionary<int, int> ifIndexes) => _ifIndexes = ifIndexes;

    public int? IfIndex(int port) => _ifIndexes.TryGetValue(port, out var index) ? index : null;

    public static async Task<BridgePorts> ReadAsync(AgentPartReading part)
    {
        var ports = Of(await part.TableAsync(AgentTables.BasePort).ConfigureAwait(false));
        part.Rows = ports._ifIndexes.Count;
        return ports;
    }

    public static BridgePorts Of(IReadOnlyList<TableRow> rows)
    {
        var ifIndexes = new Dictionary<int, int>();
        foreach (var row in rows)
        {
            if (row.Index is [> 0 and <= int.MaxValue and var port] && row.Int("dot1dBasePortIfIndex") is > 0 and var index)
            {
                ifIndexes[(int)port] = index;
            }
        }

        return new BridgePorts(ifIndexes);
    }

    /// <summary>The interfaces of a PortList: a bit for each port, the first port in the highest bit.</summary>
    public ImmutableArray<int> IfIndexes(SnmpValue portList)
    {
        var indexes = ImmutableArray.CreateBuilder<int>();
        var bytes = portList.Type == SnmpType.OctetString ? portList.Bytes : [];
        for (var i = 0; i < bytes.Length * 8; i++)
        {
            if ((bytes[i / 8] & (0x80 >> (i % 8))) != 0 && IfIndex(i + 1) is { } index)
            {
                indexes.Add(index);
            }
        }

        return indexes.ToImmutable();
    }
}
