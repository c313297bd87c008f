using System.Globalization;
using System.Text.Json;

namespace Nms.Load;

/// <summary>A server that sends what is published to everybody who follows it: ours, or one that a user would take instead.</summary>
internal sealed class FanOutServer : IAsyncDisposable
{
    private const string Channel = "events";

    private readonly int _line;

    private FanOutServer(string name, ChildProcess process, int port, int line, Dialect dialect, IPublisher publisher)
    {
        _line = line;
        Name = name;
        Process = process;
        Port = port;
        Dialect = dialect;
        Publisher = publisher;
    }

    public string Name { get; }

    public ChildProcess Process { get; }

    public int Port { get; }

    public Dialect Dialect { get; }

    public IPublisher Publisher { get; }

    /// <summary>The platform with sign-in, filters, permissions and the durable log.</summary>
    public static async Task<FanOutServer> OursAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var (port, line) = (Ports.Free(), Ports.Free());
        var address = new Uri($"http://127.0.0.1:{port}/");
        var process = ChildProcess.StartPeer("peer-platform", [Text(line), Text(Ports.Free()), Text(Ports.Free()), Text(Ports.Free()), .. Platform.SiloArguments(address, workspace.NewFolder(), null)]);
        await process.WaitUntilReadyAsync(new Uri(address, "health/ready"), workspace.Time, cancellationToken);
        var server = new FanOutServer(
            "ours", process, port, line,
            Dialect.WebSocket("/api/v1/events/ws?types=node.*,server.*,compute.*", port, Platform.Credentials),
            await PublishCaller.ConnectAsync(line, cancellationToken));

        // Hashes the password once: from then on the silo remembers that it is right.
        await server.HeadAsync(cancellationToken);
        return server;
    }

    public static async Task<FanOutServer> KestrelAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var (port, line) = (Ports.Free(), Ports.Free());
        var process = ChildProcess.StartPeer("peer-fanout", Text(port), Text(line));
        await process.WaitUntilReadyAsync(new Uri($"http://127.0.0.1:{port}/health/live"), workspace.Time, cancellationToken);
        return new FanOutServer("bare Kestrel", process, port, line, Dialect.WebSocket("/ws", port, null), await PublishCaller.ConnectAsync(line, cancellationToken));
    }

    public static async Task<FanOutServer> RedisAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var port = Ports.Free();
        // Subscribers that fall behind are cut off by default; a benchmark that loses clients measures nothing.
        var process = ChildProcess.Start("/usr/bin/redis-server",
            ["--port", Text(port), "--save", "", "--client-output-buffer-limit", "pubsub 0 0 0", "--maxclients", "20000"], workspace.NewFolder());
        var publisher = new RedisPublisher(port, Channel, workspace.Time);
        await process.WaitUntilListeningAsync(port, workspace.Time, cancellationToken);
        return new FanOutServer("Redis pub/sub", process, port, port, Dialect.Redis(Channel), publisher);
    }

    /// <summary>A second caller, so that what it publishes does not wait for what the first one does.</summary>
    public Task<PublishCaller> AnotherPublisherAsync(CancellationToken cancellationToken) => PublishCaller.ConnectAsync(_line, cancellationToken);

    /// <summary>The newest sequence of the log.</summary>
    public async Task<long> HeadAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", Platform.Credentials);
        using var page = JsonDocument.Parse(await http.GetStringAsync(new Uri($"http://127.0.0.1:{Text(Port)}/api/v1/events?limit=1"), cancellationToken));
        return page.RootElement.GetProperty("head").GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        await Publisher.DisposeAsync();
        await Process.DisposeAsync();
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
