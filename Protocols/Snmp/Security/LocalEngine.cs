using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Nms.Snmp.Codec;

namespace Nms.Snmp.Security;

/// <summary>
/// This side as the authority of SNMPv3 (RFC 3414 §3.2): what an agent is for requests and a receiver is for informs. Opens
/// messages, or makes the report that tells the other side what is wrong.
/// </summary>
internal sealed class LocalEngine(byte[] id, int boots, IEnumerable<UsmUser> users, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly ConcurrentDictionary<Oid, uint> _counters = new();
    private readonly Dictionary<string, (UsmUser User, Lazy<UsmKeys> Keys)> _users =
        users.ToDictionary(user => user.Name, user => (user, new Lazy<UsmKeys>(() => user.KeysFor(id))), StringComparer.Ordinal);

    public byte[] Id { get; } = id;

    public int Boots { get; } = boots;

    public int Time => (int)time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>An engine id of the free form (RFC 3411 §5, format 128 and up) with the private enterprise of Net-SNMP's example.</summary>
    public static byte[] NewId() => [0x80, 0x00, 0x1F, 0x88, 0x80, .. RandomNumberGenerator.GetBytes(8)];

    /// <summary>Opens a message, or says what to answer instead of it: a report, or nothing at all.</summary>
    public OpenedMessage? Open(byte[] datagram, out byte[]? report)
    {
        report = null;
        var head = V3Codec.ReadHead(datagram, out var error);
        if (error.Exists)
        {
            return null;
        }

        if (!datagram.AsSpan(head.EngineId).SequenceEqual(Id))
        {
            report = Report(head, UsmReport.UnknownEngineIds, UsmKeys.None, datagram);
            return null;
        }

        if (!_users.TryGetValue(Encoding.UTF8.GetString(datagram.AsSpan(head.UserName)), out var known))
        {
            report = Report(head, UsmReport.UnknownUserNames, UsmKeys.None, datagram);
            return null;
        }

        var keys = known.Keys.Value;
        if (head.Level > keys.Level)
        {
            report = Report(head, UsmReport.UnsupportedSecurityLevels, UsmKeys.None, datagram);
            return null;
        }

        if (head.Level != SecurityLevel.NoAuthNoPriv && !keys.Verify(datagram, head.Mac))
        {
            report = Report(head, UsmReport.WrongDigests, UsmKeys.None, datagram);
            return null;
        }

        if (head.Level != SecurityLevel.NoAuthNoPriv && (head.Boots != Boots || Math.Abs((long)head.Time - Time) > RemoteEngine.Window))
        {
            report = Report(head, UsmReport.NotInTimeWindows, keys, datagram);
            return null;
        }

        if (OpenScoped(datagram, head, keys) is { } scoped)
        {
            return new OpenedMessage(head, known.User, keys, scoped);
        }

        report = head.Level == SecurityLevel.AuthPriv ? Report(head, UsmReport.DecryptionErrors, UsmKeys.None, datagram) : null;
        return null;
    }

    /// <summary>Writes an answer with the protection of the question; null when it does not fit.</summary>
    public byte[]? Answer(OpenedMessage question, byte[] buffer, PduType type, int requestId, int errorStatus, int errorIndex, ReadOnlySpan<VarBind> varBinds)
    {
        var most = Math.Min(buffer.Length, question.Head.MaxSize);
        var start = V3Codec.Write(
            buffer.AsSpan(0, most),
            new V3Envelope
            {
                MessageId = question.Head.MessageId,
                EngineId = Id,
                Boots = Boots,
                Time = Time,
                UserName = question.User.NameBytes,
                Keys = question.Keys,
                Level = question.Head.Level,
                ContextEngineId = question.Scoped.Bytes.AsSpan(question.Scoped.ContextEngineId),
                ContextName = question.Scoped.Bytes.AsSpan(question.Scoped.ContextName),
            },
            type, requestId, errorStatus, errorIndex, varBinds);
        return start < 0 ? null : buffer[start..most];
    }

    /// <summary>Takes the scoped PDU out of a message whose signature is known to be right; null when it cannot be one.</summary>
    public static ScopedPdu? OpenScoped(byte[] datagram, V3Head head, UsmKeys keys)
    {
        SnmpFormatError error;
        ScopedPdu scoped;
        if (head.Level != SecurityLevel.AuthPriv)
        {
            scoped = V3Codec.ReadScoped(datagram, head.Scoped.Start.Value, head.Scoped.End.Value, false, out error);
            return error.Exists ? null : scoped;
        }

        if (keys.Decrypt(datagram.AsSpan(head.Scoped), (uint)head.Boots, (uint)head.Time, datagram.AsSpan(head.Salt)) is not { } plain)
        {
            return null;
        }

        scoped = V3Codec.ReadScoped(plain, 0, plain.Length, true, out error);
        return error.Exists ? null : scoped;
    }

    /// <summary>RFC 3412 §7.1: only a message that may be answered gets a report.</summary>
    private byte[]? Report(V3Head head, Oid counter, UsmKeys keys, byte[] datagram)
    {
        var count = _counters.AddOrUpdate(counter, 1, static (_, count) => count + 1);
        if (!head.IsReportable)
        {
            return null;
        }

        var requestId = 0;
        if (head.Level != SecurityLevel.AuthPriv)
        {
            var scoped = V3Codec.ReadScoped(datagram, head.Scoped.Start.Value, head.Scoped.End.Value, false, out var error);
            var reader = error.Exists ? default : scoped.Reader;
            requestId = error.Exists ? 0 : PduCodec.ReadHead(ref reader).RequestId;
        }

        var buffer = new byte[512];
        var start = V3Codec.Write(
            buffer,
            new V3Envelope
            {
                MessageId = head.MessageId,
                EngineId = Id,
                Boots = Boots,
                Time = Time,
                UserName = keys.Level == SecurityLevel.NoAuthNoPriv ? [] : datagram.AsSpan(head.UserName),
                Keys = keys,
                Level = keys.Level == SecurityLevel.NoAuthNoPriv ? SecurityLevel.NoAuthNoPriv : SecurityLevel.AuthNoPriv,
                ContextEngineId = Id,
            },
            PduType.Report, requestId, 0, 0, [new VarBind(counter, SnmpValue.Counter32(count))]);
        return start < 0 ? null : buffer[start..];
    }
}
