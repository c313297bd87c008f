using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Nms.Snmp.Codec;
using Nms.Snmp.Security;

namespace Nms.Snmp.Engine;

/// <summary>Messages out and in.</summary>
internal sealed partial class RequestEngine
{
    private const int MostReports = 4;

    [ThreadStatic]
    private static byte[]? t_outgoing;

    private long _sent;
    private long _retransmitted;
    private long _received;
    private long _unexpected;
    private long _fromElsewhere;
    private long _malformed;

    private void Send(PendingRequest request, bool isAttempt = true)
    {
        var buffer = t_outgoing ??= new byte[CommunityMessage.MaxDatagram];
        int start;
        try
        {
            start = Write(request, buffer);
        }
        catch (CryptographicException)
        {
            // A key derived for this engine that the cipher forbids as weak.
            CompleteLater(request, SnmpOutcome.DecryptionError);
            return;
        }

        if (start < 0)
        {
            CompleteLater(request, SnmpOutcome.TooLarge);
            return;
        }

        UdpSocket socket;
        try
        {
            socket = SocketFor(request.State.EndPoint.AddressFamily);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            CompleteLater(request, SnmpOutcome.Unreachable);
            return;
        }

        TimeSpan timeout;
        lock (request.State.Gate)
        {
            timeout = request.State.Rtt.Timeout(isAttempt ? request.Attempts : request.Attempts - 1);
        }

        request.Attempts += isAttempt ? 1 : 0;
        request.SentAt = _time.GetTimestamp();
        _wheel.Schedule(request, timeout);
        if (request.IsCompleted)
        {
            _wheel.Cancel(request);
            return;
        }

        Interlocked.Increment(ref _sent);
        if (!socket.TrySend(buffer.AsSpan(start), request.State.Address))
        {
            CompleteLater(request, SnmpOutcome.Unreachable);
        }
    }

    /// <summary>On another stack: completing lets the next request go, which may fail at once as well, and so on.</summary>
    private void CompleteLater(PendingRequest request, SnmpOutcome outcome)
        => ThreadPool.UnsafeQueueUserWorkItem(
            static state => state.Engine.Complete(state.Request, new SnmpResult(state.Outcome)), (Engine: this, Request: request, Outcome: outcome), preferLocal: false);

    private static int Write(PendingRequest request, byte[] buffer)
    {
        if (request.Target.Credential is CommunityCredential community)
        {
            var writer = new BerWriter(buffer);
            PduCodec.Write(ref writer, request.Type, request.Id, request.NonRepeaters, request.MaxRepetitions, request.VarBinds);
            CommunityMessage.WriteEnvelope(ref writer, community.Version, community.Bytes);
            return writer.Overflowed ? -1 : writer.Start;
        }

        request.SentTo = request.State.Engine;
        if (request.SentTo is not { } authority)
        {
            // RFC 3414 §4: a request without an engine makes the agent report its own.
            var discovery = new V3Envelope { MessageId = request.Id, EngineId = [], Keys = UsmKeys.None, IsReportable = true };
            return V3Codec.Write(buffer, discovery, PduType.GetRequest, request.Id, 0, 0, []);
        }

        var user = (UserCredential)request.Target.Credential;
        var keys = request.State.KeysFor(user.UsmUser, authority);
        var (boots, time) = authority.Now;
        var envelope = new V3Envelope
        {
            MessageId = request.Id,
            EngineId = authority.Id,
            Boots = keys.Level == SecurityLevel.NoAuthNoPriv ? 0 : boots,
            Time = keys.Level == SecurityLevel.NoAuthNoPriv ? 0 : time,
            UserName = user.UsmUser.NameBytes,
            Keys = keys,
            Level = keys.Level,
            IsReportable = true,
            ContextEngineId = authority.Id,
            ContextName = user.Context,
        };
        return V3Codec.Write(buffer, envelope, request.Type, request.Id, request.NonRepeaters, request.MaxRepetitions, request.VarBinds);
    }

    private void OnReceived(byte[] buffer, int length, SocketAddress from)
    {
        Interlocked.Increment(ref _received);
        var datagram = buffer.AsSpan(0, length);
        var reader = new BerReader(datagram);
        var message = reader.ReadConstructed(BerWriter.Sequence);
        var version = message.ReadInt32();
        if (!message.Failed && version == (int)SnmpVersion.V3)
        {
            OnV3Received(datagram.ToArray(), from);
        }
        else
        {
            OnCommunityReceived(datagram, from);
        }
    }

    private void OnCommunityReceived(ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        var reader = new BerReader(datagram);
        var message = CommunityMessage.ReadEnvelope(ref reader, out var version, out _);
        var head = PduCodec.ReadHead(ref message);
        message.ExpectEnd();
        if (message.Failed || head.Type != PduType.Response)
        {
            Interlocked.Increment(ref _malformed);
            return;
        }

        if (Expected(head.RequestId, version, from) is not { } request)
        {
            return;
        }

        // The one copy an answer costs: its values are slices of it.
        Answer(request, head, datagram.ToArray(), datagram.Length);
    }

    private void Answer(PendingRequest request, PduHead head, byte[] bytes, int length)
    {
        var reader = new BerReader(bytes, head.VarBindsStart, head.VarBindsEnd);
        var varBinds = PduCodec.ReadVarBinds(bytes, ref reader);
        if (reader.Failed)
        {
            request.SawMalformedAnswer = true;
            Interlocked.Increment(ref _malformed);
            return;
        }

        var roundTrip = _time.GetElapsedTime(request.SentAt);
        if (request.Attempts == 1)
        {
            lock (request.State.Gate)
            {
                request.State.Rtt.Measure(roundTrip);
            }
        }

        Complete(request, new SnmpResult(SnmpOutcome.Answered, varBinds)
        {
            ErrorStatus = (SnmpErrorStatus)head.ErrorStatus,
            ErrorIndex = head.ErrorIndex,
            RoundTrip = roundTrip,
            Attempts = request.Attempts,
            Bytes = length,
        });
    }

    /// <summary>Finds the request that waits for this answer from this address.</summary>
    private PendingRequest? Expected(int id, SnmpVersion version, SocketAddress from)
    {
        if (_table.Find(id) is not { } request || request.Target.Credential.Version != version)
        {
            Interlocked.Increment(ref _unexpected);
            return null;
        }

        if (!IsFrom(request.State.EndPoint, request.State.Address, from))
        {
            Interlocked.Increment(ref _fromElsewhere);
            return null;
        }

        return request;
    }

    private bool IsFrom(IPEndPoint asked, SocketAddress askedAddress, SocketAddress from)
    {
        if (Options.AnswersFrom == SnmpAnswersFrom.Anywhere || askedAddress.Equals(from))
        {
            return true;
        }

        // Spelled differently, such as an IPv6 address with a scope, or another port.
        var answered = (IPEndPoint)asked.Create(from);
        return answered.Address.GetAddressBytes().AsSpan().SequenceEqual(asked.Address.GetAddressBytes())
            && (Options.AnswersFrom == SnmpAnswersFrom.Address || answered.Port == asked.Port);
    }
}
