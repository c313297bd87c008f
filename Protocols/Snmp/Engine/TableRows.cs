namespace Nms.Snmp.Engine;

/// <summary>Puts the columns of a table together.</summary>
internal static class TableRows
{
    /// <summary>Every walk is in the order of the indexes, so the rows come out by going through all of them at once.</summary>
    public static IReadOnlyList<SnmpRow> Assemble(IReadOnlyList<Oid> columns, IReadOnlyList<SnmpWalkPage> walks)
    {
        var rows = new List<SnmpRow>();
        var at = new int[columns.Count];
        while (true)
        {
            var first = First(columns, walks, at);
            if (first < 0)
            {
                return rows;
            }

            var index = Index(columns, walks, at, first);
            var values = new SnmpValue[columns.Count];
            for (var i = 0; i < values.Length; i++)
            {
                if (at[i] < walks[i].VarBinds.Count && index.SequenceEqual(Index(columns, walks, at, i)))
                {
                    values[i] = walks[i].VarBinds[at[i]++].Value;
                }
            }

            var column = columns[first];
            rows.Add(new SnmpRow(walks[first].VarBinds[at[first] - 1].Oid.After(column), values));
        }
    }

    private static int First(IReadOnlyList<Oid> columns, IReadOnlyList<SnmpWalkPage> walks, int[] at)
    {
        var first = -1;
        for (var i = 0; i < columns.Count; i++)
        {
            if (at[i] < walks[i].VarBinds.Count
                && (first < 0 || Oid.CompareEncoded(Index(columns, walks, at, i), Index(columns, walks, at, first)) < 0))
            {
                first = i;
            }
        }

        return first;
    }

    private static ReadOnlySpan<byte> Index(IReadOnlyList<Oid> columns, IReadOnlyList<SnmpWalkPage> walks, int[] at, int i)
        => walks[i].VarBinds[at[i]].Oid.Encoded[columns[i].Encoded.Length..];
}
