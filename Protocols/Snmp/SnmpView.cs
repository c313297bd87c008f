namespace Nms.Snmp;

/// <summary>A part of an agent's objects (RFC 3415 §2.4): the deepest subtree that holds a name decides.</summary>
/// <param name="Included">Subtrees that belong to it.</param>
/// <param name="Excluded">Subtrees that do not.</param>
public sealed record SnmpView(IReadOnlyList<Oid> Included, IReadOnlyList<Oid> Excluded)
{
    /// <summary>Everything.</summary>
    public static SnmpView All { get; } = new([], []) { IsEverything = true };

    /// <summary>Nothing.</summary>
    public static SnmpView None { get; } = new([], []);

    private bool IsEverything { get; init; }

    /// <summary>Whether a name belongs to the view.</summary>
    /// <param name="oid">The name.</param>
    public bool Contains(Oid oid) => IsEverything || Deepest(Included, oid) > Deepest(Excluded, oid);

    private static int Deepest(IReadOnlyList<Oid> subtrees, Oid oid)
    {
        var deepest = -1;
        foreach (var subtree in subtrees)
        {
            deepest = oid.StartsWith(subtree) ? Math.Max(deepest, subtree.Encoded.Length) : deepest;
        }

        return deepest;
    }
}
