namespace Nms.Access;

/// <summary>Goes along the chain and compares each entry with the one before it. For one thread.</summary>
/// <param name="start">What the first entry must follow.</param>
/// <param name="seal">The configured key, or none.</param>
public sealed class AuditChain(AuditMark start, AuditSeal seal)
{
    /// <summary>The last entry that was right.</summary>
    public AuditMark Last { get; private set; } = start;

    /// <summary>Whether any entry was looked at.</summary>
    public bool HasWalked { get; private set; }

    /// <summary>The first entry seen that is sealed with a key.</summary>
    public long? KeyedFrom { get; private set; }

    /// <summary>Whether the last entry is sealed with a key.</summary>
    public bool EndsKeyed { get; private set; }

    /// <summary>Looks at the next entry; a fault ends the walk.</summary>
    public AuditFault? Add(AuditEntry entry)
    {
        if (FaultOf(entry) is { } reason)
        {
            return new AuditFault(reason == AuditFault.Missing ? Last.Sequence + 1 : entry.Sequence, reason);
        }

        HasWalked = true;
        EndsKeyed = entry.Seal != AuditSeal.Unkeyed.Name;
        KeyedFrom ??= EndsKeyed ? entry.Sequence : null;
        Last = new AuditMark(entry.Sequence, entry.Hash);
        return null;
    }

    /// <summary>What is wrong with the content of an entry alone; null when nothing is.</summary>
    public static string? FaultOfContent(AuditEntry entry, AuditSeal seal) => seal.Named(entry.Seal) switch
    {
        null => AuditFault.UnknownKey,
        { } own when AuditChainLogic.HashOf(entry, own) == entry.Hash => null,
        _ => AuditFault.Changed,
    };

    private string? FaultOf(AuditEntry entry)
    {
        if (entry.Sequence > Last.Sequence + 1)
        {
            return AuditFault.Missing;
        }

        if (entry.Sequence <= Last.Sequence || entry.PreviousHash != Last.Hash)
        {
            return AuditFault.Order;
        }

        return KeyedFrom is not null && entry.Seal == AuditSeal.Unkeyed.Name ? AuditFault.Weakened : FaultOfContent(entry, seal);
    }
}
