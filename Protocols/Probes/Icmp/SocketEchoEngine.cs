using System.Net;
using System.Net.Sockets;
using Nms.Probes.Native;
using Nms.Probes.Ranges;

namespace Nms.Probes.Icmp;

/// <summary>
/// Echo requests of one family over one socket: a thread sends many in a call, another receives many in a call; the table between them
/// is locked once a batch.
/// </summary>
internal sealed partial class SocketEchoEngine : IEchoEngine
{
    private const int BatchSize = 64;
    private const int TokenBytes = 8;

    private readonly Lock _gate = new();
    private readonly IcmpOptions _options;
    private readonly TimeProvider _time;
    private readonly AddressFamily _family;
    private readonly SocketHandle _socket;
    private readonly ushort _identifier;
    private readonly EchoTable _table;
    private readonly TokenBucket _pace;
    private readonly Queue<EchoJob> _jobs = new();
    private readonly Queue<int> _retries = new();
    private readonly Queue<(int Place, ulong Token, long At)>[] _due;
    private readonly long _timeoutTicks;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _sender;
    private readonly Thread _receiver;
    private volatile bool _closed;
    private long _sent, _answered, _duplicates, _late, _unmatched, _malformed;

    private SocketEchoEngine(SocketHandle socket, IcmpCapability capability, ushort identifier, AddressFamily family, IcmpOptions options, TimeProvider time)
    {
        (_socket, Capability, _identifier, _family, _options, _time) = (socket, capability, identifier, family, options, time);
        _table = new EchoTable(options.MaxInFlight, options.Retries + 1);
        _pace = new TokenBucket(options.RequestsPerSecond, options.Burst, time);
        _due = [.. Enumerable.Range(0, options.Retries + 1).Select(_ => new Queue<(int, ulong, long)>())];
        _timeoutTicks = (long)(options.Timeout.TotalSeconds * time.TimestampFrequency);
        _sender = new Thread(Send) { IsBackground = true, Name = "Probes: echo requests" };
        _receiver = new Thread(Receive) { IsBackground = true, Name = "Probes: echo replies" };
        _sender.Start();
        _receiver.Start();
    }

    public IcmpCapability Capability { get; }

    public IcmpStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new IcmpStatistics(_sent, _answered, _duplicates, _late, _unmatched, _malformed);
            }
        }
    }

    /// <summary>Opens the best socket the process may have; null when it may have none.</summary>
    public static SocketEchoEngine? TryOpen(AddressFamily family, IcmpOptions options, TimeProvider time)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var isV4 = family == AddressFamily.InterNetwork;
        foreach (var capability in new[] { IcmpCapability.RawSocket, IcmpCapability.DatagramSocket }.Where(capability => capability >= options.Best))
        {
            var isRaw = capability == IcmpCapability.RawSocket;
            var socket = SocketHandle.TryOpen(SocketHandle.FamilyOf(family), isRaw ? Libc.SockRaw : Libc.SockDgram, isV4 ? Libc.ProtoIcmp : Libc.ProtoIcmpV6, out _);
            if (socket is null)
            {
                continue;
            }

            var identifier = isRaw ? (ushort)System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, 65_536) : BindToIdentifier(socket, family);
            Configure(socket, isV4, isRaw, options);
            return new SocketEchoEngine(socket, capability, identifier, family, options, time);
        }

        return null;
    }

    public void Submit(EchoJob job)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _jobs.Enqueue(job);
        }

        _wake.Set();
    }

    public void Wake() => _wake.Set();

    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
        }

        _wake.Set();
        _sender.Join();
        _receiver.Join();
        _socket.Dispose();
        _wake.Dispose();
        for (var index = 0; index < _options.MaxInFlight; index++)
        {
            Abandon(_table[index].Job);
        }

        while (_jobs.TryDequeue(out var job))
        {
            Abandon(job);
        }
    }

    private static void Abandon(EchoJob? job)
    {
        switch (job)
        {
            case SingleEcho single:
                single.Fail(new ObjectDisposedException(nameof(IcmpProber)));
                break;
            case SweepJob sweep:
                sweep.Abandon();
                break;
        }
    }

    private static unsafe ushort BindToIdentifier(SocketHandle socket, AddressFamily family)
    {
        // The identifier is the socket's port: the system writes it into requests and sorts answers by it.
        Span<byte> name = stackalloc byte[32];
        var length = SocketName.Write(name, family, 0);
        fixed (byte* address = name)
        {
            _ = Libc.Bind(socket, address, length);
            length = name.Length;
            _ = Libc.GetName(socket, address, &length);
        }

        return (ushort)SocketName.Port(name);
    }

    private static void Configure(SocketHandle socket, bool isV4, bool isRaw, IcmpOptions options)
    {
        // A thread in the system's hands cannot be told to end: it comes back often enough to look.
        socket.TrySet<(long Seconds, long Microseconds)>(Libc.SolSocket, Libc.SoReceiveTimeout, (0, 100_000));
        socket.TrySet(Libc.SolSocket, Libc.SoSendBuffer, options.SocketBufferBytes);
        if (!socket.TrySet(Libc.SolSocket, Libc.SoReceiveBufferForce, options.SocketBufferBytes))
        {
            socket.TrySet(Libc.SolSocket, Libc.SoReceiveBuffer, options.SocketBufferBytes);
        }

        if (isRaw && isV4)
        {
            // linux/icmp.h: a bit set is a type kept out. Echo reply, unreachable and time exceeded come in.
            socket.TrySet(Libc.SolRaw, Libc.IcmpFilter, ~((1 << 0) | (1 << 3) | (1 << 11)));
        }
        else if (isRaw)
        {
            // RFC 3542 §3.2.
            Span<byte> filter = stackalloc byte[32];
            filter.Fill(0xFF);
            Span<uint> words = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(filter);
            words[0] &= ~((1u << 1) | (1u << 3));
            words[129 / 32] &= ~(1u << (129 % 32));
            socket.TrySet(Libc.ProtoIcmpV6, Libc.IcmpFilter, filter);
        }
    }

    private EchoResult Result(in EchoTable.Place place, EchoOutcome outcome, TimeSpan roundTrip, IPAddress? responder = null, int code = 0) =>
        new(AddressNumber.ToAddress(place.Address, _family), outcome, roundTrip, place.Attempt + 1, responder, code);

    /// <summary>Tells a job, outside the lock.</summary>
    private void Tell(in Ending ending)
    {
        if (ending.Outcome == EchoOutcome.Answered || ending.Place.Job!.WantsSilence)
        {
            ending.Place.Job!.Complete(Result(ending.Place, ending.Outcome, ending.RoundTrip, ending.Responder, ending.Code));
        }
        else
        {
            ending.Place.Job!.CompleteUnwanted();
        }
    }

    private readonly record struct Ending(EchoTable.Place Place, EchoOutcome Outcome, TimeSpan RoundTrip = default, IPAddress? Responder = null, int Code = 0);
}
