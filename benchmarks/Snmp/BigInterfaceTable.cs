using Nms.Snmp;

namespace Nms.SnmpBenchmarks;

/// <summary>sysUpTime.0, and ifTable and ifXTable of many interfaces, computed and not stored.</summary>
internal sealed class BigInterfaceTable(uint interfaces) : ISnmpObjects
{
    private static readonly Oid s_upTime = new(1, 3, 6, 1, 2, 1, 1, 3, 0);

    /// <summary>Columns 1 to 22 of ifTable and 1 to 19 of ifXTable, as their rows' names.</summary>
    public static readonly (Oid Entry, uint Columns)[] Tables = [(new Oid(1, 3, 6, 1, 2, 1, 2, 2, 1), 22), (new Oid(1, 3, 6, 1, 2, 1, 31, 1, 1, 1), 19)];

    public SnmpValue Get(Oid oid)
    {
        foreach (var (entry, columns) in Tables)
        {
            if (oid.StartsWith(entry) && oid.After(entry) is [var column, var row] && column <= columns && row <= interfaces)
            {
                return Value(column, row);
            }
        }

        return oid == s_upTime ? SnmpValue.TimeTicks(4711) : SnmpValue.NoSuchObject;
    }

    public VarBind? GetNext(Oid oid)
    {
        if (oid < s_upTime)
        {
            return new VarBind(s_upTime, SnmpValue.TimeTicks(4711));
        }

        foreach (var (entry, columns) in Tables)
        {
            uint[] next = oid < entry ? [1, 1] : oid.StartsWith(entry) ? Following(oid.After(entry)) : [];
            if (next.Length == 2 && next[1] > interfaces)
            {
                next = [next[0] + 1, 1];
            }

            if (next.Length == 2 && next[0] <= columns)
            {
                return new VarBind(entry.Child(next), Value(next[0], next[1]));
            }
        }

        return null;
    }

    public SnmpErrorStatus CheckSet(Oid oid, SnmpValue value) => SnmpErrorStatus.NotWritable;

    public void Set(Oid oid, SnmpValue value)
    {
    }

    private static uint[] Following(uint[] index) => index switch
    {
        [] => [1, 1],
        [var column] => [column, 1],
        [var column, var row, ..] => [column, row + 1],
    };

    private static SnmpValue Value(uint column, uint row) => column switch
    {
        1 => SnmpValue.Integer32((int)row),
        2 => SnmpValue.OctetString("interface"u8),
        _ => SnmpValue.Counter32(row * 1000),
    };
}
