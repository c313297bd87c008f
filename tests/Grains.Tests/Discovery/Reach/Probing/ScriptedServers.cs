using System.Net;
using System.Net.Sockets;
using Nms.Discovery.Reach;

namespace Nms.Grains.Tests.Discovery.Reach.Probing;

/// <summary>Servers on a loopback address of their own, each at its port and an offset, which say what a test has them say.</summary>
internal sealed class ScriptedServers : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopped = new();
    private readonly List<TcpListener> _listeners = [];
    private readonly List<Task> _serving = [];
    private int _connections;

    private ScriptedServers(IPAddress here, int offset) => Route = new AddressRoute(IPAddress.Parse("10.10.0.1"), here) { PortOffset = offset, NoEcho = "It is this host." };

    /// <summary>The address of a lab that leads to them.</summary>
    public AddressRoute Route { get; }

    public int Connections => _connections;

    /// <summary>Starts servers; each script has a stream and a token that ends with the test.</summary>
    public static ScriptedServers Start(params IReadOnlyList<(int Port, Func<Stream, CancellationToken, Task> Script)> scripts) => Start(IPAddress.Loopback, scripts);

    public static ScriptedServers Start(IPAddress here, IReadOnlyList<(int Port, Func<Stream, CancellationToken, Task> Script)> scripts)
    {
        for (var attempt = 0; ; attempt++)
        {
            var servers = new ScriptedServers(here, FreeOffset(here, scripts[0].Port));
            try
            {
                foreach (var (port, script) in scripts)
                {
                    servers.Listen(port, script);
                }

                return servers;
            }
            catch (SocketException) when (attempt < 50)
            {
                servers.Stop();
            }
        }
    }

    public static Func<Stream, CancellationToken, Task> Say(string text) => Say(System.Text.Encoding.Latin1.GetBytes(text));

    /// <summary>Says something and waits for the end.</summary>
    public static Func<Stream, CancellationToken, Task> Say(byte[] bytes) => async (stream, token) =>
    {
        await stream.WriteAsync(bytes, token);
        await stream.FlushAsync(token);
        await HangAsync(stream, token);
    };

    /// <summary>Waits for a question and answers it.</summary>
    public static Func<Stream, CancellationToken, Task> Answer(string text) => async (stream, token) =>
    {
        var question = new byte[4096];
        if (await stream.ReadAsync(question, token) > 0)
        {
            await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(text), token);
        }
    };

    public static async Task HangAsync(Stream stream, CancellationToken token)
    {
        var ignored = new byte[4096];
        while (await stream.ReadAsync(ignored, token) > 0)
        {
            // Until the other side ends.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await Task.WhenAll(_serving).WaitAsync(TimeSpan.FromSeconds(30));
        _stopped.Dispose();
    }

    private static int FreeOffset(IPAddress here, int port)
    {
        using var listener = new TcpListener(here, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port - port;
    }

    private void Listen(int port, Func<Stream, CancellationToken, Task> script)
    {
        if (port + Route.PortOffset > IPEndPoint.MaxPort)
        {
            throw new SocketException((int)SocketError.AddressNotAvailable);
        }

        var listener = new TcpListener(Route.Target!, port + Route.PortOffset);
        listener.Start();
        _listeners.Add(listener);
        _serving.Add(ServeAsync(listener, script));
    }

    private void Stop()
    {
        _stopped.Cancel();
        _listeners.ForEach(listener => listener.Stop());
    }

    private async Task ServeAsync(TcpListener listener, Func<Stream, CancellationToken, Task> script)
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(_stopped.Token);
                Interlocked.Increment(ref _connections);
                talks.Add(TalkAsync(client, script));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException && _stopped.IsCancellationRequested)
        {
            // A listener that is stopped between two connections says that it was never started.
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client, Func<Stream, CancellationToken, Task> script)
    {
        using (client)
        {
            try
            {
                await script(client.GetStream(), _stopped.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // The prober broke off, or the test is over.
            }
        }
    }
}
