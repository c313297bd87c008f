using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>
/// Reads columns of tables side by side: each request asks for the next rows of all columns that have some left, so a small table
/// is one request. An agent that does not cope is asked for less at a time; a column that goes round in circles ends there.
/// </summary>
/// <param name="part">What it is read for.</param>
/// <param name="maxRows">How many rows are read of each table.</param>
/// <param name="expectedRows">How many there are likely to be; 0 when nobody knows.</param>
internal sealed class TableReader(AgentPartReading part, int maxRows, int expectedRows)
{
    // About eight kilobytes, as the client's walks: more is lost whole when one of its fragments is.
    private const int ValuesAtOnce = 320;
    private const int FirstValues = 100;

    private int _repetitions;
    private int _mostRepetitions = int.MaxValue;
    private int _width = part.Session.Width;

    /// <summary>What is known of the agent does not count, because another context is asked.</summary>
    public bool IsUnknown { get; init; }

    public async Task<IReadOnlyList<TableRow>[]> ReadAsync(TableColumns[] tables)
    {
        var readings = new List<ColumnReading>();
        for (var t = 0; t < tables.Length; t++)
        {
            if (MayHave(tables[t]))
            {
                readings.AddRange(tables[t].Objects.Select((column, i) => new ColumnReading(t, tables[t], i, column.Oid)));
            }
            else
            {
                part.Absent(tables[t].Name);
            }
        }

        await ReadAsync(readings).ConfigureAwait(false);
        var results = new IReadOnlyList<TableRow>[tables.Length];
        for (var t = 0; t < tables.Length; t++)
        {
            results[t] = Assemble(tables[t], readings.Where(reading => reading.Table == t));
            if (results[t].Count == 0 && MayHave(tables[t]))
            {
                part.Absent(tables[t].Name);
            }
        }

        return results;
    }

    private async Task ReadAsync(List<ColumnReading> readings)
    {
        while (readings.Where(reading => !reading.IsOver).Take(_width).ToList() is { Count: > 0 } asked)
        {
            var repetitions = Repetitions(asked);
            var answer = await part.Session.GetNextAsync(part, [.. asked.Select(reading => reading.Last)], repetitions).ConfigureAwait(false);
            if (answer.Succeeded && answer.Result!.VarBinds.Count > 0)
            {
                Take(asked, answer.Result.VarBinds);
                _repetitions = answer.Result.VarBinds.Count >= asked.Count * repetitions ? repetitions * 2 : repetitions;
            }
            else if (answer.Result is { ErrorStatus: SnmpErrorStatus.NoSuchName, ErrorIndex: var at } && at >= 1 && at <= asked.Count)
            {
                // SNMPv1's way to say that nothing follows (RFC 1157 §4.1.3).
                asked[at - 1].IsOver = true;
            }
            else if (!answer.MayBeTooMuch || !Shrink(asked.Count, repetitions))
            {
                Give(asked, answer);
            }
        }
    }

    private bool MayHave(TableColumns table) => IsUnknown || part.Session.Capabilities.MayHave(table);

    private int Repetitions(List<ColumnReading> asked)
    {
        var most = Math.Max(1, Math.Min(_mostRepetitions, ValuesAtOnce / asked.Count));
        return Math.Clamp(_repetitions > 0 ? _repetitions : expectedRows > 0 ? expectedRows + 1 : Math.Max(2, FirstValues / asked.Count), 1, most);
    }

    private bool Shrink(int width, int repetitions)
    {
        if (repetitions > 1)
        {
            _repetitions = _mostRepetitions = Math.Max(1, repetitions / 4);
            return true;
        }

        _width = Math.Max(1, width / 4);
        return width > 1;
    }

    /// <summary>No answer however little is asked. A column alone may be broken; when nobody answers, the session says so for all.</summary>
    private void Give(List<ColumnReading> asked, AgentAnswer answer)
    {
        part.Fail(answer.Problem);
        foreach (var reading in asked)
        {
            reading.IsOver = true;
        }

        _width = part.Session.Width;
    }

    private void Take(List<ColumnReading> asked, IReadOnlyList<VarBind> varBinds)
    {
        for (var i = 0; i < varBinds.Count; i++)
        {
            var reading = asked[i % asked.Count];
            if (reading.IsOver)
            {
                continue;
            }

            var (oid, value) = varBinds[i];
            if (!oid.StartsWith(reading.Column) || !value.Exists)
            {
                reading.IsOver = true;
            }
            else if (oid <= reading.Last)
            {
                reading.IsOver = true;
                part.Fail($"{reading.Name} goes round in circles: after {reading.Last} the agent names {oid}.");
            }
            else if (reading.Cells.Count == maxRows)
            {
                reading.IsOver = true;
                part.Fail(FormattableString.Invariant($"{reading.TableName} has more than {maxRows} rows."));
            }
            else
            {
                reading.Last = oid;
                reading.Cells.Add((oid.After(reading.Column), value));
            }
        }
    }

    private static List<TableRow> Assemble(TableColumns table, IEnumerable<ColumnReading> readings)
    {
        var rows = new List<TableRow>();
        var byIndex = new Dictionary<uint[], TableRow>(IndexComparer.Instance);
        foreach (var reading in readings)
        {
            foreach (var (index, value) in reading.Cells)
            {
                if (!byIndex.TryGetValue(index, out var row))
                {
                    byIndex[index] = row = new TableRow(table, index);
                    rows.Add(row);
                }

                row.Set(reading.Number, value);
            }
        }

        return rows;
    }

    private sealed class ColumnReading(int table, TableColumns columns, int number, Oid column)
    {
        public int Table => table;

        public string TableName => columns.Name;

        public string Name => columns.Objects[number].Name;

        public int Number => number;

        public Oid Column { get; } = column;

        public Oid Last { get; set; } = column;

        public bool IsOver { get; set; }

        public List<(uint[] Index, SnmpValue Value)> Cells { get; } = [];
    }
}
