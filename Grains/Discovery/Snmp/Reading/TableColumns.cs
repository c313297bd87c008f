using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>A table and the columns of it that an inventory needs, by their names.</summary>
internal sealed class TableColumns
{
    public TableColumns(string name, params string[] columns)
    {
        Name = name;
        Objects = [.. columns.Select(MibNames.Find)];
        var numbers = Objects[0].Oid.ToArray();
        Entry = new Oid(numbers.AsSpan(0, numbers.Length - 1));
    }

    public string Name { get; }

    /// <summary>The row: what all columns are below.</summary>
    public Oid Entry { get; }

    public IReadOnlyList<MibObject> Objects { get; }

    public int IndexOf(string column)
    {
        for (var i = 0; i < Objects.Count; i++)
        {
            if (Objects[i].Name == column)
            {
                return i;
            }
        }

        throw new ArgumentException($"{column} is not read of {Name}.", nameof(column));
    }
}
