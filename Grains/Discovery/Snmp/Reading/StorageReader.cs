using System.Collections.Immutable;
using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Disks by HOST-RESOURCES-MIB, else by UCD-SNMP-MIB.</summary>
internal static class StorageReader
{
    private static readonly Oid s_types = MibNames.Find("hrStorageTypes").Oid;

    public static async Task<(ImmutableArray<AgentStorage> Disks, IReadOnlyList<TableRow> All)> ReadAsync(AgentPartReading part)
    {
        var rows = await part.TableAsync(AgentTables.HrStorage).ConfigureAwait(false);
        var disks = rows.Select(Disk).OfType<AgentStorage>().ToImmutableArray();
        if (disks.IsEmpty)
        {
            var old = await part.TableAsync(AgentTables.Dsk).ConfigureAwait(false);
            disks = [.. old.Select(OldDisk).OfType<AgentStorage>()];
        }

        part.Rows = disks.Length;
        part.IsKnown = rows.Count > 0;
        return (disks, rows);
    }

    /// <summary>A size in bytes. Sizes beyond 2³¹ units come as negative numbers from agents that wrap, and stand for 2³² more.</summary>
    public static long? Bytes(TableRow row, string column)
    {
        var unit = row.Int("hrStorageAllocationUnits");
        var count = AgentValue.Long(row[column]);
        return unit is > 0 && count is not null ? unit * (count < 0 ? count + (1L << 32) : count) : null;
    }

    private static AgentStorage? Disk(TableRow row)
    {
        var kind = !row["hrStorageType"].TryGetOid(out var type) || !type.StartsWith(s_types) ? null : type.After(s_types) switch
        {
            [4] => "fixedDisk",
            [5] => "removableDisk",
            [8] => "ramDisk",
            [9] => "flashMemory",
            [10] => "networkDisk",
            _ => null,
        };
        return kind is not null && Bytes(row, "hrStorageSize") is > 0 and var total && Bytes(row, "hrStorageUsed") is { } used
            ? new AgentStorage(row.Text("hrStorageDescr") ?? string.Join('.', row.Index.ToArray()), kind, total, Math.Min(used, total), "HOST-RESOURCES-MIB") : null;
    }

    private static AgentStorage? OldDisk(TableRow row) =>
        AgentValue.Long(row["dskTotal"]) is > 0 and var total && AgentValue.Long(row["dskUsed"]) is >= 0 and var used && row.Text("dskPath") is { } path
            ? new AgentStorage(path, "fixedDisk", total * 1024, used * 1024, "UCD-SNMP-MIB") : null;
}
