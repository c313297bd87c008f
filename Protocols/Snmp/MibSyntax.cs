namespace Nms.Snmp;

/// <summary>What values an object of a MIB may have.</summary>
/// <param name="Type">The type on the wire.</param>
/// <param name="Name">The name of the textual convention, or of the type.</param>
public sealed record MibSyntax(SnmpType Type, string Name)
{
    /// <summary>How to show it (RFC 2579 §3.1); null when nothing is said.</summary>
    public string? DisplayHint { get; init; }

    /// <summary>The names of an enumeration's numbers or of the bits; empty for other types.</summary>
    public IReadOnlyDictionary<int, string> Names { get; init; } = new Dictionary<int, string>();

    /// <summary>True when the names are those of bits.</summary>
    public bool IsBits { get; init; }

    /// <summary>The length of strings that all have the same, which an index then does not repeat.</summary>
    public int? FixedLength { get; init; }
}
