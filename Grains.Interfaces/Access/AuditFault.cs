namespace Nms.Access;

/// <summary>The first place where the audit log is not what it was.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Reason">
/// entries_missing, content_changed, order_changed, seal_weakened, key_unknown, anchor_changed or known_hash_differs.
/// </param>
public sealed record AuditFault(long Sequence, string Reason)
{
    /// <summary>An entry is not there.</summary>
    public const string Missing = "entries_missing";

    /// <summary>The content of an entry does not give its hash.</summary>
    public const string Changed = "content_changed";

    /// <summary>An entry does not follow the one before it.</summary>
    public const string Order = "order_changed";

    /// <summary>An entry without a key follows entries with one.</summary>
    public const string Weakened = "seal_weakened";

    /// <summary>An entry was sealed with a key that is not here.</summary>
    public const string UnknownKey = "key_unknown";

    /// <summary>The anchor of deleted entries does not give its proof.</summary>
    public const string AnchorChanged = "anchor_changed";

    /// <summary>The entry is another than the one that was remembered.</summary>
    public const string KnownDiffers = "known_hash_differs";
}
