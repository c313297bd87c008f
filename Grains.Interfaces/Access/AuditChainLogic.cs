using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Nms.Access;

/// <summary>
/// The chain of the audit log as pure functions. An entry's hash is over its canonical bytes: a version, then each member
/// preceded by its length (four bytes, big-endian, -1 for null), so that no two entries have the same bytes.
/// </summary>
public static class AuditChainLogic
{
    private const string EntryVersion = "nms-audit-1";
    private const string AnchorVersion = "nms-audit-anchor-1";

    /// <summary>Makes the entry that follows another.</summary>
    public static AuditEntry Follow(AuditMark previous, AuditRecord record, AuditSeal seal)
    {
        var entry = new AuditEntry(previous.Sequence + 1, record, seal.Name, previous.Hash, "");
        return entry with { Hash = HashOf(entry, seal) };
    }

    /// <summary>The hash that an entry's content gives.</summary>
    public static string HashOf(AuditEntry entry, AuditSeal seal)
    {
        var record = entry.Record;
        var bytes = new ArrayBufferWriter<byte>(512);
        Add(bytes, EntryVersion);
        Add(bytes, entry.Seal);
        Add(bytes, entry.Sequence);
        Add(bytes, entry.PreviousHash);
        Add(bytes, Microseconds(record.At));
        Add(bytes, record.PrincipalId);
        Add(bytes, record.PrincipalName);
        Add(bytes, record.SignIn);
        Add(bytes, record.Action);
        Add(bytes, record.Request);
        Add(bytes, record.ObjectType);
        Add(bytes, record.ObjectId);
        Add(bytes, record.ProjectId?.ToString("D"));
        Add(bytes, record.Address);
        Add(bytes, record.Forwarded);
        Add(bytes, (long)record.Outcome);
        Add(bytes, record.Status);
        Add(bytes, record.Code);
        Add(bytes, record.ChangesJson);
        Add(bytes, record.DurationMs);
        Add(bytes, record.CorrelationId);
        Add(bytes, record.Silo);
        Add(bytes, record.Times);
        return seal.Compute(bytes.WrittenSpan);
    }

    /// <summary>Makes the anchor for everything up to an entry.</summary>
    public static AuditAnchor Anchor(AuditMark upTo, DateTimeOffset at, AuditSeal seal) =>
        new(upTo.Sequence, upTo.Hash, at, seal.Name, ProofOf(upTo.Sequence, upTo.Hash, at, seal));

    /// <summary>What is wrong with an anchor; null when nothing is.</summary>
    public static AuditFault? FaultOf(AuditAnchor anchor, AuditSeal seal) => seal.Named(anchor.Seal) switch
    {
        null => new AuditFault(anchor.Sequence, AuditFault.UnknownKey),
        { } own when ProofOf(anchor.Sequence, anchor.Hash, anchor.At, own) == anchor.Proof => null,
        _ => new AuditFault(anchor.Sequence, AuditFault.AnchorChanged),
    };

    private static string ProofOf(long sequence, string hash, DateTimeOffset at, AuditSeal seal)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        Add(bytes, AnchorVersion);
        Add(bytes, seal.Name);
        Add(bytes, sequence);
        Add(bytes, hash);
        Add(bytes, Microseconds(at));
        return seal.Compute(bytes.WrittenSpan);
    }

    private static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static void Add(ArrayBufferWriter<byte> bytes, string? text)
    {
        var length = text is null ? -1 : Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(4), length);
        bytes.Advance(4);
        if (text is not null)
        {
            bytes.Advance(Encoding.UTF8.GetBytes(text, bytes.GetSpan(length)));
        }
    }

    private static void Add(ArrayBufferWriter<byte> bytes, long? number)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(4), number is null ? -1 : 8);
        bytes.Advance(4);
        if (number is { } value)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(8), value);
            bytes.Advance(8);
        }
    }
}
