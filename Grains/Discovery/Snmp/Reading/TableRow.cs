using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>A row of a table, its values by the names of their columns; Null where the row has none.</summary>
internal sealed class TableRow(TableColumns columns, uint[] index)
{
    private readonly SnmpValue[] _values = new SnmpValue[columns.Objects.Count];

    public ReadOnlySpan<uint> Index => index;

    public SnmpValue this[string column] => _values[columns.IndexOf(column)];

    /// <summary>The word for the number in a column.</summary>
    public string? Word(string column) => MibNames.Word(columns.Objects[columns.IndexOf(column)], this[column]);

    public IEnumerable<string> Bits(string column) => MibNames.Bits(columns.Objects[columns.IndexOf(column)], this[column]);

    public string? Text(string column) => AgentText.Of(this[column]);

    public int? Int(string column) => AgentValue.Int(this[column]);

    public void Set(int column, SnmpValue value) => _values[column] = value;
}
