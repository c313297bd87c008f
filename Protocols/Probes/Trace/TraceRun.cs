using System.Net;
using Nms.Probes.Native;
using Nms.Probes.Ranges;

namespace Nms.Probes.Trace;

/// <summary>One trace, on a thread that waits for its sockets.</summary>
internal sealed unsafe class TraceRun(IPAddress target, TraceOptions options, TimeProvider time) : IDisposable
{
    private const int LongestWait = 50;

    private readonly TraceSockets _sockets = new(target, options);
    private readonly List<TraceProbe> _waiting = [];
    private readonly TraceReply[] _replies = new TraceReply[options.MaxHops * options.ProbesPerHop];
    private int _lastHop = options.MaxHops;
    private int _next;
    private int _error;
    private bool _targetAnswered;
    private bool _isUnreachable;

    public TraceResult Run(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (_waiting.Count < options.Parallel && _next < _lastHop * options.ProbesPerHop && _error == 0)
            {
                SendNext();
            }

            if (_waiting.Count == 0)
            {
                return Result();
            }

            Wait();
            GiveUp();
        }
    }

    public void Dispose()
    {
        foreach (var probe in _waiting)
        {
            probe.Socket.Dispose();
        }

        _sockets.Dispose();
    }

    private void SendNext()
    {
        var (index, hop) = (_next, (_next / options.ProbesPerHop) + 1);
        var sentAt = time.GetTimestamp();
        _next++;
        if (_sockets.TrySend(index, hop, out var error) is { } socket)
        {
            _waiting.Add(new TraceProbe(index, hop, socket, sentAt));
        }
        else if (_waiting.Count == 0)
        {
            _error = error;
        }
    }

    private TraceResult Result()
    {
        var hops = _error != 0 && _next == 1
            ? []
            : _replies.Chunk(options.ProbesPerHop).Take(Math.Min(_lastHop, (_next + options.ProbesPerHop - 1) / options.ProbesPerHop))
                .Select((replies, i) => new TraceHop(i + 1, replies)).ToArray();
        var outcome = _targetAnswered ? TraceOutcome.Reached
            : _isUnreachable ? TraceOutcome.Unreachable
            : _error != 0 ? TraceOutcome.NotSent
            : TraceOutcome.HopsUsedUp;
        return new TraceResult(target, outcome, hops, outcome == TraceOutcome.NotSent ? _error : 0);
    }

    private void Wait()
    {
        var sockets = _waiting.Select(probe => probe.Socket).Distinct().ToArray();
        Span<Libc.PollEntry> entries = stackalloc Libc.PollEntry[sockets.Length];
        var wanted = options.Method == TraceMethod.Tcp ? Libc.PollOut : Libc.PollIn;
        for (var i = 0; i < sockets.Length; i++)
        {
            entries[i] = new Libc.PollEntry { Descriptor = (int)sockets[i].DangerousGetHandle(), Wanted = wanted };
        }

        fixed (Libc.PollEntry* first = entries)
        {
            var patience = options.Timeout - time.GetElapsedTime(_waiting[0].SentAt);
            if (Libc.Poll(first, (nuint)entries.Length, (int)Math.Clamp(patience.TotalMilliseconds + 1, 0, LongestWait)) <= 0)
            {
                return;
            }
        }

        var now = time.GetTimestamp();
        for (var i = 0; i < sockets.Length; i++)
        {
            // What was read from one socket may have ended the probes of others.
            if (entries[i].Seen != 0 && !sockets[i].IsClosed)
            {
                ReadErrors(sockets[i], now);
                if (!sockets[i].IsClosed)
                {
                    ReadAnswers(sockets[i], entries[i].Seen, now);
                }
            }
        }
    }

    private void ReadErrors(SocketHandle socket, long now)
    {
        Span<byte> quoted = stackalloc byte[256];
        while (!socket.IsClosed && ErrorQueue.TryTake(socket, _sockets.Family, quoted, out var length, out var entry))
        {
            var probe = options.Method == TraceMethod.Icmp
                ? Find(_sockets.IndexOf(quoted[..length], isQuoted: true))
                : _waiting.Find(probe => probe.Socket == socket);
            if (probe is not null && entry.IsFromNetwork)
            {
                var from = AddressNumber.ToAddress(entry.From, _sockets.Family);
                var isTarget = from.Equals(target) || AddressNumber.Of(target) == entry.From;
                _isUnreachable |= !isTarget && !entry.IsHopLimit;
                End(probe, new TraceReply(from, time.GetElapsedTime(probe.SentAt, now), isTarget || !entry.IsHopLimit, entry.Code), isTarget);
            }
        }
    }

    private void ReadAnswers(SocketHandle socket, short seen, long now)
    {
        if (options.Method == TraceMethod.Tcp)
        {
            var error = socket.TakeError();
            if (_waiting.Find(probe => probe.Socket == socket) is { } probe && (seen & (Libc.PollOut | Libc.PollError | Libc.PollHangUp)) != 0)
            {
                // RFC 9293 §3.10.7.3: whether it accepts or refuses, it is the target that speaks.
                var speaks = error is 0 or Libc.ConnectionRefused;
                End(probe, speaks ? Answer(probe, now) : default, speaks);
            }

            return;
        }

        Span<byte> message = stackalloc byte[256];
        fixed (byte* data = message)
        {
            var piece = new Libc.Piece { Data = data, Length = (nuint)message.Length };
            var header = new Libc.MessageHeader { Pieces = &piece, PieceCount = 1 };
            for (nint length; !socket.IsClosed && (length = Libc.Receive(socket, &header, Libc.MsgDontWait)) >= 0;)
            {
                var probe = options.Method == TraceMethod.Icmp
                    ? Find(_sockets.IndexOf(message[..(int)length], isQuoted: false))
                    : _waiting.Find(probe => probe.Socket == socket);
                if (probe is not null)
                {
                    End(probe, Answer(probe, now), isTarget: true);
                }
            }
        }
    }

    private TraceReply Answer(TraceProbe probe, long now) => new(target, time.GetElapsedTime(probe.SentAt, now), true, 0);

    private TraceProbe? Find(int index) => _waiting.Find(probe => probe.Index == index);

    private void End(TraceProbe probe, TraceReply reply, bool isTarget)
    {
        Remove(probe);
        _replies[probe.Index] = reply;
        _targetAnswered |= isTarget;
        if (reply.IsTarget && probe.Hop < _lastHop)
        {
            _lastHop = probe.Hop;
            foreach (var beyond in _waiting.Where(other => other.Hop > _lastHop).ToList())
            {
                Remove(beyond);
            }
        }
    }

    private void GiveUp()
    {
        foreach (var probe in _waiting.Where(probe => time.GetElapsedTime(probe.SentAt) >= options.Timeout).ToList())
        {
            Remove(probe);
        }
    }

    private void Remove(TraceProbe probe)
    {
        _waiting.Remove(probe);
        if (options.Method != TraceMethod.Icmp)
        {
            probe.Socket.Dispose();
        }
    }
}
