using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Nms.Load;

/// <summary>Stands before the silos as a proxy does: each connection goes to one that answers. It can also fail, as networks do.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _connections = new();
    private readonly IReadOnlyList<int> _ports;
    private readonly Task _accepting;
    private int _next;

    public Balancer(IReadOnlyList<int> ports)
    {
        _ports = ports;
        _listener.Start(backlog: 1_000);
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public int Connections => _connections.Count;

    /// <summary>Ends every connection without a word.</summary>
    public void CutAll()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        CutAll();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            _connections[client] = true;
            try
            {
                using var silo = await ConnectAsync();
                (client.NoDelay, silo.NoDelay) = (true, true);
                await Task.WhenAny(client.GetStream().CopyToAsync(silo.GetStream(), _end.Token), silo.GetStream().CopyToAsync(client.GetStream(), _end.Token));
            }
            catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException or InvalidOperationException)
            {
                // Closing the client's side is all that a proxy can say of it.
            }
            finally
            {
                _connections.TryRemove(client, out _);
            }
        }
    }

    private async Task<TcpClient> ConnectAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            var silo = new TcpClient();
            try
            {
                await silo.ConnectAsync(IPAddress.Loopback, _ports[(int)((uint)Interlocked.Increment(ref _next) % _ports.Count)], _end.Token);
                return silo;
            }
            catch (SocketException) when (attempt + 1 < _ports.Count)
            {
                silo.Dispose();
            }
        }
    }
}
