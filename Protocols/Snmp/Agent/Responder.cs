using System.Text;
using Nms.Snmp.Codec;
using Nms.Snmp.Security;

namespace Nms.Snmp.Agent;

/// <summary>From a request to its answer; without sockets. Called with one request at a time.</summary>
internal sealed class Responder
{
    private static readonly Oid s_unknownContexts = new(1, 3, 6, 1, 6, 3, 12, 1, 5, 0);

    private readonly SnmpAgentOptions _options;
    private readonly ISnmpObjects _objects;
    private readonly LocalEngine _engine;
    private readonly Dictionary<string, SnmpAccess> _users;
    private readonly byte[] _buffer;
    private uint _unknownContexts;

    public Responder(SnmpAgentOptions options, ISnmpObjects objects, TimeProvider time)
    {
        _options = options;
        _objects = objects;
        _engine = new LocalEngine(options.EngineId.ToArray(), options.EngineBoots, options.Users.Keys, time);
        _users = options.Users.ToDictionary(pair => pair.Key.Name, pair => pair.Value, StringComparer.Ordinal);
        _buffer = new byte[options.MaxResponseBytes];
    }

    /// <summary>Gives the answer, valid until the next call; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Respond(byte[] datagram)
    {
        var reader = new BerReader(datagram);
        var message = reader.ReadConstructed(BerWriter.Sequence);
        return message.ReadInt32() == (int)SnmpVersion.V3 && !message.Failed ? RespondV3(datagram) : RespondCommunity(datagram);
    }

    private ReadOnlyMemory<byte> RespondCommunity(byte[] datagram)
    {
        if (CommunityMessage.TryDecode(datagram, out _) is not { } message || !PduProcessor.IsRequest(message.Pdu.Type)
            || !_options.Communities.TryGetValue(Encoding.UTF8.GetString(message.Community.Span), out var access))
        {
            return default;
        }

        var processor = new PduProcessor(_objects, access, message.Version, _options.MaxResponseBytes - message.Community.Length);
        var answer = processor.Answer(message.Pdu);
        var length = Write(message, answer);
        return _buffer.AsMemory(_buffer.Length - (length > 0 ? length : Write(message, PduProcessor.TooBig(message.Pdu, message.Version))));
    }

    private int Write(CommunityMessage message, SnmpPdu answer)
    {
        var writer = new BerWriter(_buffer);
        PduCodec.Write(ref writer, answer);
        CommunityMessage.WriteEnvelope(ref writer, message.Version, message.Community.Span);
        return writer.Overflowed ? 0 : writer.Written.Length;
    }

    private ReadOnlyMemory<byte> RespondV3(byte[] datagram)
    {
        if (_engine.Open(datagram, out var report) is not { } opened)
        {
            return report;
        }

        var reader = opened.Scoped.Reader;
        if (PduCodec.Read(opened.Scoped.Bytes, ref reader) is not { } pdu || !PduProcessor.IsRequest(pdu.Type))
        {
            return default;
        }

        var context = Encoding.UTF8.GetString(opened.Scoped.Bytes.AsSpan(opened.Scoped.ContextName));
        var objects = context.Length == 0 ? _objects : _options.Contexts.GetValueOrDefault(context);
        if (objects is null)
        {
            return _engine.Answer(opened, _buffer, PduType.Report, pdu.RequestId, 0, 0, [new VarBind(s_unknownContexts, SnmpValue.Counter32(++_unknownContexts))]);
        }

        var access = _users[opened.User.Name];
        if (opened.Head.Level < access.Level)
        {
            return Answer(opened, pdu with { Type = PduType.Response, ErrorStatus = SnmpErrorStatus.AuthorizationError, ErrorIndex = 0 });
        }

        // What the head of a signed and encrypted message takes at most.
        const int Overhead = 200;
        var most = Math.Min(_options.MaxResponseBytes, opened.Head.MaxSize) - Overhead;
        var answer = new PduProcessor(objects, access, SnmpVersion.V3, most).Answer(pdu);
        var written = Answer(opened, answer);
        return written.IsEmpty ? Answer(opened, PduProcessor.TooBig(pdu, SnmpVersion.V3)) : written;
    }

    private ReadOnlyMemory<byte> Answer(OpenedMessage question, SnmpPdu answer) => _engine.Answer(
        question, _buffer, answer.Type, answer.RequestId, (int)answer.ErrorStatus, answer.ErrorIndex, answer.VarBinds as VarBind[] ?? [.. answer.VarBinds]);
}
