using System.Buffers.Binary;
using Nms.Probes.Native;
using Nms.Probes.Ranges;

namespace Nms.Probes.Icmp;

internal sealed partial class SocketEchoEngine
{
    /// <summary>Room for an answer and for a router's quotation of the request.</summary>
    private const int LeastReceiveBytes = 640;

    private void Receive()
    {
        using var batch = new DatagramBatch(BatchSize, Math.Max(LeastReceiveBytes, _options.PayloadBytes + 128));
        var endings = new List<Ending>();
        var hasHeader = Capability == IcmpCapability.RawSocket && _family == System.Net.Sockets.AddressFamily.InterNetwork;
        while (!_closed)
        {
            // Errors are the patience of the socket, or of requests that left; the socket goes on.
            var count = batch.Receive(_socket, out _);
            if (count == 0)
            {
                continue;
            }

            var now = _time.GetTimestamp();
            bool wasFull;
            lock (_gate)
            {
                wasFull = _table.Free == 0;
                for (var i = 0; i < count; i++)
                {
                    if (IcmpCodec.TryRead(batch.Received(i), _family, hasHeader, !batch.IsTruncated(i), out var message))
                    {
                        Accept(message, batch.From(i, _family), now, endings);
                    }
                    else
                    {
                        _malformed++;
                    }
                }
            }

            foreach (var ending in endings)
            {
                Tell(ending);
            }

            endings.Clear();
            if (wasFull)
            {
                _wake.Set();
            }
        }
    }

    private void Accept(in IcmpMessage message, UInt128 from, long now, List<Ending> endings)
    {
        if (message.Kind == IcmpMessageKind.Other)
        {
            return;
        }

        if (message.Identifier != _identifier || message.Sequence >= _options.MaxInFlight)
        {
            _unmatched++;
            return;
        }

        ref var place = ref _table[message.Sequence];
        var isReply = message.Kind == EchoReply;
        var hasToken = message.Payload.Length > TokenBytes;
        var attempt = hasToken ? message.Payload[TokenBytes] : 0;

        // A router quotes as little as eight bytes, without the token; an answer repeats all of it (RFC 1122 §3.2.2.6).
        if ((isReply ? from : message.QuotedTo) != place.Address || place.State == EchoTable.State.Free || attempt > place.Attempt
            || (hasToken ? BinaryPrimitives.ReadUInt64BigEndian(message.Payload) != place.Token : isReply))
        {
            _unmatched++;
        }
        else if (place.State == EchoTable.State.Waiting)
        {
            var trip = isReply ? _time.GetElapsedTime(_table.SentAt(message.Sequence, attempt), now) : default;
            endings.Add(new Ending(place, Outcome(message.Kind), trip, isReply ? null : AddressNumber.ToAddress(from, _family), isReply ? 0 : message.Code));
            _answered += isReply ? 1 : 0;
            _table.Remove(message.Sequence, EchoTable.State.Answered);
        }
        else if (isReply)
        {
            _duplicates += place.State == EchoTable.State.Answered ? 1 : 0;
            _late += place.State == EchoTable.State.GivenUp ? 1 : 0;
        }
    }

    private const IcmpMessageKind EchoReply = IcmpMessageKind.EchoReply;

    private static EchoOutcome Outcome(IcmpMessageKind kind) => kind switch
    {
        EchoReply => EchoOutcome.Answered,
        IcmpMessageKind.Unreachable => EchoOutcome.Unreachable,
        _ => EchoOutcome.HopLimitExceeded,
    };
}
