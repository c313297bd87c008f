namespace Nms.Snmp.Mib;

/// <summary>A type as it is written: a name to look up, and what is added to it here.</summary>
internal sealed record RawSyntax(string Name)
{
    public string? Hint { get; init; }

    public IReadOnlyDictionary<int, string>? Names { get; init; }

    public int? FixedLength { get; init; }

    public bool IsTable { get; init; }
}
