using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Nms.Protocols.Gns3.Tests.Scripted;

/// <summary>A TCP server on a port of the system's choice that does to each connection what the test says, byte by byte.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<ScriptedConnection, Task> _script;
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    private ScriptedServer(Func<ScriptedConnection, Task> script)
    {
        _script = script;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>Every request that was read, in order.</summary>
    public ConcurrentQueue<ScriptedRequest> Requests { get; } = new();

    /// <summary>Does this to each connection; the connection is closed when it ends.</summary>
    public static ScriptedServer Start(Func<ScriptedConnection, Task> script) => new(script);

    /// <summary>Answers each request on each connection with what the test gives for it.</summary>
    public static ScriptedServer Answering(Func<ScriptedRequest, ScriptedAnswer> answer) => new(async connection =>
    {
        while (await connection.ReadRequestAsync() is { } request)
            await connection.AnswerAsync(answer(request));
    });

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_connections);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = new ScriptedConnection(socket, Requests, _stopping.Token);
        try
        {
            await _script(connection);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client went away, or the test is over: what the test asserts is on the client's side.
        }
    }
}
