using System.Net;
using System.Net.Sockets;

namespace Nms.Load;

/// <summary>
/// Many clients of one server on plain sockets, as cheap as they can be, so that the server is what is measured. They count
/// what they get, and note how long it took when asked to.
/// </summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const int Buffer = 64 * 1024;
    private const int AtOnce = 64;

    private readonly CancellationTokenSource _end = new();
    private readonly TimeProvider _time;
    private readonly Dialect _dialect;
    private readonly List<Member> _members = [];
    private readonly List<Task> _readers = [];
    private volatile Expectation? _expected;

    private Crowd(Dialect dialect, TimeProvider time)
    {
        _dialect = dialect;
        _time = time;
    }

    public static Task<Crowd> ConnectAsync(int count, int port, Dialect dialect, TimeProvider time, CancellationToken cancellationToken) =>
        ConnectAsync(count, port, dialect, expected: null, time, cancellationToken);

    /// <summary>The same for clients that get something as soon as they are there.</summary>
    public static async Task<Crowd> ConnectAsync(int count, int port, Dialect dialect, Expectation? expected, TimeProvider time, CancellationToken cancellationToken)
    {
        var crowd = new Crowd(dialect, time) { _expected = expected };
        foreach (var group in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            crowd._members.AddRange(await Task.WhenAll(group.Select(_ => crowd.JoinAsync(port, cancellationToken))));
        }

        crowd._readers.AddRange(crowd._members.Select(member => Task.Run(() => crowd.ReadAsync(member), CancellationToken.None)));
        return crowd;
    }

    /// <summary>From now on counts what is published; complete when every client has had so many.</summary>
    public Expectation Expect(int each, Measured measured = Measured.Nothing)
    {
        var expectation = new Expectation(_members.Count, each, measured, _time);
        _expected = expectation;
        return expectation;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var member in _members)
        {
            member.Socket.Dispose();
        }

        await Task.WhenAll(_readers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task<Member> JoinAsync(int port, CancellationToken cancellationToken)
    {
        var member = new Member(new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, new byte[Buffer]);
        await member.Socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        await member.Socket.SendAsync(_dialect.Hello, cancellationToken);
        while (true)
        {
            var received = await member.Socket.ReceiveAsync(member.Buffer.AsMemory(member.Length), cancellationToken);
            member.Length = received > 0 ? member.Length + received : throw new InvalidOperationException("The server closed before it had answered.");
            var welcome = _dialect.Welcome(member.Buffer.AsSpan(0, member.Length));
            if (welcome > 0)
            {
                member.Drop(welcome);
                return member;
            }
        }
    }

    private async Task ReadAsync(Member member)
    {
        try
        {
            while (true)
            {
                Take(member);
                var received = await member.Socket.ReceiveAsync(member.Buffer.AsMemory(member.Length), _end.Token);
                if (received == 0)
                {
                    throw new InvalidOperationException("The server closed a connection.");
                }

                member.Length += received;
            }
        }
        catch (Exception failure) when (!_end.IsCancellationRequested)
        {
            _expected?.Fail(failure);
        }
    }

    private void Take(Member member)
    {
        var at = 0;
        while (_dialect.Next(member.Buffer.AsSpan(at, member.Length - at), out var message) is var length and > 0)
        {
            // Greetings, heartbeats and answers carry no time of publication.
            if (_expected is { } expected && Publication.SentAt(message) is { } sentAt && sentAt >= expected.Since)
            {
                expected.Take(sentAt, message);
            }

            at += length;
        }

        member.Drop(at);
        if (member.Length == member.Buffer.Length)
        {
            throw new InvalidOperationException($"A message is larger than {Buffer} bytes.");
        }
    }

    private sealed class Member(Socket socket, byte[] buffer)
    {
        public Socket Socket => socket;

        public byte[] Buffer => buffer;

        public int Length { get; set; }

        public void Drop(int count)
        {
            if (count > 0)
            {
                buffer.AsSpan(count, Length - count).CopyTo(buffer);
                Length -= count;
            }
        }
    }
}
