using System.Net;
using System.Net.Sockets;

namespace Nms.Lab.Agents;

/// <summary>A TCP service of a node: says what such a service says first, answers an HTTP request, and hangs up.</summary>
internal sealed class AgentService : IAsyncDisposable
{
    private const int MostClients = 32;
    private const int MostRequest = 4096;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopped = new();
    private readonly TcpListener _listener;
    private readonly byte[] _greeting;
    private readonly byte[] _answer;
    private readonly TimeProvider _time;
    private readonly Task _serving;

    private AgentService(TcpListener listener, byte[] greeting, byte[] answer, TimeProvider time)
    {
        (_listener, _greeting, _answer, _time) = (listener, greeting, answer, time);
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>Begins to listen; null when somebody else does there.</summary>
    public static AgentService? TryStart(IPEndPoint endPoint, byte[] greeting, byte[] answer, TimeProvider time)
    {
        var listener = new TcpListener(endPoint);
        try
        {
            listener.Start();
            return new AgentService(listener, greeting, answer, time);
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
    }

    private async Task ServeAsync()
    {
        var clients = new List<Task>();
        while (true)
        {
            var socket = await _listener.AcceptSocketAsync(_stopped.Token);
            clients.RemoveAll(client => client.IsCompleted);
            if (clients.Count >= MostClients)
            {
                socket.Dispose();
                continue;
            }

            clients.Add(GreetAsync(socket));
        }
    }

    private async Task GreetAsync(Socket socket)
    {
        using var owned = socket;
        using var patience = new CancellationTokenSource(s_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stopped.Token);
        try
        {
            if (_greeting.Length > 0) await socket.SendAsync(_greeting, either.Token);
            if (await socket.ReceiveAsync(new byte[MostRequest], either.Token) > 0 && _answer.Length > 0) await socket.SendAsync(_answer, either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The client is gone, says nothing, or the node is switched off.
        }
    }
}
