namespace Nms.Snmp.Mib;

/// <summary>A name as it is written: numbers under another name.</summary>
internal sealed record MibDefinition(string Name, string? Parent, IReadOnlyList<uint> Numbers)
{
    public RawSyntax? Syntax { get; init; }

    public IReadOnlyList<MibIndex>? Index { get; init; }

    /// <summary>The row whose index this row shares.</summary>
    public string? Augments { get; init; }

    public bool IsNotification { get; init; }
}
