namespace Nms.Snmp;

/// <summary>A name of a MIB and what is known of it.</summary>
/// <param name="Module">The module that defines it.</param>
/// <param name="Name">The name.</param>
/// <param name="Oid">Where it is; an instance has more numbers.</param>
/// <param name="Kind">What it stands for.</param>
public sealed record MibObject(string Module, string Name, Oid Oid, MibObjectKind Kind)
{
    /// <summary>The values of a scalar or column; otherwise null.</summary>
    public MibSyntax? Syntax { get; init; }

    /// <summary>The index of a row, or of the row a column belongs to; otherwise empty.</summary>
    public IReadOnlyList<MibIndex> Index { get; init; } = [];

    /// <summary>The name with its module.</summary>
    public override string ToString() => $"{Module}::{Name}";
}
