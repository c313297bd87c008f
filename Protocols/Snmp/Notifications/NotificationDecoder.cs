using System.Net;
using System.Text;
using Nms.Snmp.Codec;
using Nms.Snmp.Security;

namespace Nms.Snmp.Notifications;

/// <summary>From a datagram to a notification and to what has to be answered. Called by one receiver, one datagram at a time.</summary>
internal sealed class NotificationDecoder(SnmpNotificationOptions options, TimeProvider time)
{
    /// <summary>An engine id is anybody's invention: more of them than this and the oldest are forgotten.</summary>
    private const int MostEngines = 4096;

    private readonly byte[] _buffer = new byte[CommunityMessage.MaxDatagram];
    private readonly LocalEngine _local = new(options.EngineId.ToArray(), options.EngineBoots, options.Users, time);
    private readonly HashSet<string>? _communities = options.Communities?.ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<string, UsmUser> _users = options.Users.ToDictionary(user => user.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, (RemoteEngine Engine, UsmKeys Keys)> _senders = new(StringComparer.Ordinal);
    private readonly Queue<string> _sendersByAge = new();
    private long _malformed;
    private long _refused;
    private IPAddress? _lastRefused;

    public long Malformed => Interlocked.Read(ref _malformed);

    public long Refused => Interlocked.Read(ref _refused);

    public IPAddress? LastRefused => Volatile.Read(ref _lastRefused);

    public (SnmpNotification? Notification, byte[]? Answer) Decode(byte[] datagram, IPEndPoint sender)
    {
        var reader = new BerReader(datagram);
        var message = reader.ReadConstructed(BerWriter.Sequence);
        return message.ReadInt32() == (int)SnmpVersion.V3 && !message.Failed ? DecodeV3(datagram, sender) : DecodeCommunity(datagram, sender);
    }

    private (SnmpNotification? Notification, byte[]? Answer) DecodeCommunity(byte[] datagram, IPEndPoint sender)
    {
        if (CommunityMessage.TryDecode(datagram, out _) is not { } message || !IsNotification(message.Pdu.Type))
        {
            Interlocked.Increment(ref _malformed);
            return default;
        }

        if (_communities?.Contains(Encoding.UTF8.GetString(message.Community.Span)) == false)
        {
            Refuse(sender);
            return default;
        }

        var notification = NotificationMapping.Map(sender, message.Version, message.Pdu) with { Community = message.Community };
        return (notification, notification.IsInform ? (message with { Pdu = message.Pdu with { Type = PduType.Response } }).Encode() : null);
    }

    private (SnmpNotification? Notification, byte[]? Answer) DecodeV3(byte[] datagram, IPEndPoint sender)
    {
        var head = V3Codec.ReadHead(datagram, out var error);
        if (error.Exists)
        {
            Interlocked.Increment(ref _malformed);
            return default;
        }

        // For a trap its sender is the authority, for an inform we are; who asks for our id gets it as a report.
        var isOurs = head.EngineId.GetOffsetAndLength(datagram.Length).Length == 0 || datagram.AsSpan(head.EngineId).SequenceEqual(_local.Id);
        byte[]? report = null;
        var opened = isOurs ? _local.Open(datagram, out report) : OpenTrap(datagram, head);
        if (opened is null)
        {
            if (head.EngineId.GetOffsetAndLength(datagram.Length).Length > 0)
            {
                Refuse(sender);
            }

            return (null, report);
        }

        // A user with a password who comes without is somebody else: the authority itself takes any level up to the user's.
        if (opened.Head.Level != opened.User.Level)
        {
            Refuse(sender);
            return default;
        }

        var reader = opened.Scoped.Reader;
        var pdu = PduCodec.Read(opened.Scoped.Bytes, ref reader);
        if (pdu is null || pdu.Type != (isOurs ? PduType.InformRequest : PduType.TrapV2))
        {
            Interlocked.Increment(ref _malformed);
            return default;
        }

        var notification = NotificationMapping.Map(sender, SnmpVersion.V3, pdu) with { User = opened.User.Name, Level = opened.Head.Level };
        var varBinds = pdu.VarBinds as VarBind[] ?? [.. pdu.VarBinds];
        return (notification, isOurs ? _local.Answer(opened, _buffer, PduType.Response, pdu.RequestId, 0, 0, varBinds) : null);
    }

    private OpenedMessage? OpenTrap(byte[] datagram, V3Head head)
    {
        var name = Encoding.UTF8.GetString(datagram.AsSpan(head.UserName));
        if (!_users.TryGetValue(name, out var user) || head.Level != user.Level)
        {
            return null;
        }

        var id = datagram.AsSpan(head.EngineId);
        var key = $"{Convert.ToHexString(id)} {name}";
        if (!_senders.TryGetValue(key, out var sender))
        {
            sender = (new RemoteEngine(id.ToArray(), time), user.KeysFor(id));
        }

        if (head.Level != SecurityLevel.NoAuthNoPriv && (!sender.Keys.Verify(datagram, head.Mac) || !sender.Engine.Accept(head.Boots, head.Time)))
        {
            return null;
        }

        // Only who proved to have the password is remembered; anybody may invent engine ids.
        if (_senders.TryAdd(key, sender))
        {
            _sendersByAge.Enqueue(key);
            if (_sendersByAge.Count > MostEngines)
            {
                _senders.Remove(_sendersByAge.Dequeue());
            }
        }

        return LocalEngine.OpenScoped(datagram, head, sender.Keys) is { } scoped ? new OpenedMessage(head, user, sender.Keys, scoped) : null;
    }

    private void Refuse(IPEndPoint sender)
    {
        Interlocked.Increment(ref _refused);
        Volatile.Write(ref _lastRefused, sender.Address);
    }

    private static bool IsNotification(PduType type) => type is PduType.TrapV1 or PduType.TrapV2 or PduType.InformRequest;
}
