namespace Nms.Access;

/// <summary>A place in the audit log together with the hash of the entry there: whoever keeps one elsewhere can later tell whether the log before it is still the same.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditMark(long Sequence, string Hash)
{
    /// <summary>What the first entry follows.</summary>
    public static AuditMark Origin { get; } = new(0, new string('0', 64));
}
