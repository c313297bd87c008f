using System.Collections.Immutable;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>ifTable and ifXTable.</summary>
internal static class InterfaceReader
{
    public static async Task<ImmutableArray<AgentInterface>> ReadAsync(AgentPartReading part, int expected)
    {
        part.IsKnown = true;
        var tables = await part.TablesAsync([AgentTables.If, AgentTables.IfX], expected).ConfigureAwait(false);
        var (rows, wide) = (ByIndex(part, tables[0]), ByIndex(part, tables[1]));
        var isNarrow = rows.Keys.Any(index => !wide.TryGetValue(index, out var row) || !row["ifHCInOctets"].Exists);
        var narrow = isNarrow ? ByIndex(part, await part.TableAsync(AgentTables.IfOctets, expected).ConfigureAwait(false)) : [];
        var interfaces = rows.Keys.Union(wide.Keys).Order()
            .Select(index => Interface(index, rows.GetValueOrDefault(index), wide.GetValueOrDefault(index), narrow.GetValueOrDefault(index)))
            .ToImmutableArray();
        part.Rows = interfaces.Length;
        return interfaces;
    }

    private static Dictionary<int, TableRow> ByIndex(AgentPartReading part, IReadOnlyList<TableRow> rows)
    {
        var byIndex = rows.Where(row => row.Index is [>= 1 and <= int.MaxValue]).ToDictionary(row => (int)row.Index[0]);
        part.Refuse(rows.Count - byIndex.Count, "the interfaces");
        return byIndex;
    }

    private static AgentInterface Interface(int index, TableRow? row, TableRow? wide, TableRow? narrow)
    {
        var hasWide = wide?["ifHCInOctets"].Exists == true;
        return new AgentInterface
        {
            Index = index,
            Name = wide?.Text("ifName") ?? row?.Text("ifDescr") ?? FormattableString.Invariant($"if{index}"),
            Description = row?.Text("ifDescr"),
            Alias = wide?.Text("ifAlias"),
            Type = row?.Int("ifType"),
            Mtu = row?.Int("ifMtu") is > 0 and var mtu ? mtu : null,
            SpeedBitsPerSecond = Speed(row, wide),
            MacAddress = row is null ? null : AgentValue.Mac(row["ifPhysAddress"]),
            AdminStatus = row?.Word("ifAdminStatus"),
            OperStatus = row?.Word("ifOperStatus"),
            LastChange = row is null ? null : AgentValue.Time(row["ifLastChange"]),
            HasWideCounters = hasWide,
            InOctets = Unsigned(hasWide ? wide : narrow, hasWide ? "ifHCInOctets" : "ifInOctets"),
            OutOctets = Unsigned(hasWide ? wide : narrow, hasWide ? "ifHCOutOctets" : "ifOutOctets"),
            InErrors = Unsigned(row, "ifInErrors"),
            OutErrors = Unsigned(row, "ifOutErrors"),
            InDiscards = Unsigned(row, "ifInDiscards"),
            OutDiscards = Unsigned(row, "ifOutDiscards"),
        };
    }

    /// <summary>RFC 2863 §3.1.6: ifSpeed is at its end at 4.29 Gbit/s, and from 20 Mbit/s on ifHighSpeed may be the only right one.</summary>
    private static long? Speed(TableRow? row, TableRow? wide)
    {
        var speed = row is null ? null : AgentValue.Long(row["ifSpeed"]);
        var millions = wide is null ? null : AgentValue.Long(wide["ifHighSpeed"]);
        return speed is null or 0 or uint.MaxValue or < 0 ? millions > 0 ? millions * 1_000_000 : speed is uint.MaxValue ? null : speed : speed;
    }

    private static ulong? Unsigned(TableRow? row, string column) => row is null ? null : AgentValue.Unsigned(row[column]);
}
