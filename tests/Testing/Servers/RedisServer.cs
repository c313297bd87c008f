using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nms.Testing.Servers;

/// <summary>
/// A real Redis: the one NMS_TEST_REDIS names, else one started on loopback from the program found here. Starts when it is
/// asked for. Tests keep apart by their service id. Use it as an assembly fixture.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Override = "NMS_TEST_REDIS";

    private readonly Lazy<Task<string>> _starting;
    private readonly string? _program = ServerProcess.Find("redis-server");
    private ServerProcess? _process;

    public RedisServer() => _starting = new Lazy<Task<string>>(StartAsync);

    /// <summary>Why there is none; null when there is.</summary>
    public string? SkipReason => _program is null && Environment.GetEnvironmentVariable(Override) is null
        ? ServerProcess.Missing($"Redis is not installed: install the package redis-server, or set {Override} to host:port.")
        : null;

    /// <summary>Gives its configuration string, host:port.</summary>
    public Task<string> GetConnectionStringAsync() => _starting.Value;

    /// <summary>Ends the server at once.</summary>
    public async Task StopAsync()
    {
        await _starting.Value;
        await DisposeAsync();
    }

    /// <summary>Starts a stopped server again, empty, on the same port.</summary>
    public async Task RestartAsync() => await ListenAsync(await _starting.Value);

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }

    private async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Override) is { Length: > 0 } given)
        {
            return given;
        }

        var server = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ServerProcess.FreePort()}");
        await ListenAsync(server);
        return server;
    }

    private async Task ListenAsync(string server)
    {
        var process = ServerProcess.Start(_program!, "--port", server.Split(':')[1], "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
        _process = process;
        await process.WaitUntilReadyAsync(
            () => PingAsync(IPEndPoint.Parse(server)),
            TimeSpan.FromSeconds(30));
    }

    /// <summary>By hand: the client library waits five seconds before it tries a second time.</summary>
    private static async Task PingAsync(IPEndPoint server)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server);
        await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
        using var reader = new StreamReader(client.GetStream());
        if (await reader.ReadLineAsync() != "+PONG")
        {
            throw new IOException("Redis does not answer a PING.");
        }
    }
}
