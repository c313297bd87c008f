using System.Net;
using System.Net.Sockets;
using System.Text;
using Nms.Consoles;

namespace Nms.Testing.Servers;

/// <summary>A console at the other end of a socket that behaves as a test wants it to.</summary>
public sealed class ScriptedConsole : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<ScriptedConsole, Task> _script;
    private readonly StringBuilder _typed = new();
    private readonly Task _running;
    private NetworkStream? _stream;

    private ScriptedConsole(Func<ScriptedConsole, Task> script)
    {
        _script = script;
        _listener.Start();
        _running = RunAsync();
    }

    /// <summary>Where it listens.</summary>
    public ConsoleEndpoint Endpoint => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    /// <summary>Every key that was pressed.</summary>
    public string Typed
    {
        get
        {
            lock (_typed) return _typed.ToString();
        }
    }

    /// <summary>Cancelled when it is disposed of.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>A console that does what a script says with each connection.</summary>
    public static ScriptedConsole Start(Func<ScriptedConsole, Task> script) => new(script);

    /// <summary>A console with a line editor that echoes, redraws at Ctrl-L, shows a prompt and answers commands.</summary>
    public static ScriptedConsole Answering(string prompt, Func<string, string> answer)
        => Start(async console =>
        {
            await console.WriteAsync("");
            while (true)
            {
                var line = await console.ReadLineAsync(prompt, echo: true);
                await console.WriteAsync(line.Length == 0 ? prompt : answer(line) + prompt);
            }
        });

    /// <summary>Sends text.</summary>
    public Task WriteAsync(string text) => WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends bytes.</summary>
    public async Task WriteAsync(byte[] bytes) => await _stream!.WriteAsync(bytes, Stopping);

    /// <summary>The next key, telnet's negotiation left out.</summary>
    public async Task<char> ReadKeyAsync()
    {
        var buffer = new byte[1];
        while (true)
        {
            if (await _stream!.ReadAsync(buffer, Stopping) == 0) throw new IOException("closed");
            if (buffer[0] == 255)
            {
                await _stream.ReadExactlyAsync(new byte[2], Stopping);
                continue;
            }

            lock (_typed) _typed.Append((char)buffer[0]);
            if (buffer[0] != 0) return (char)buffer[0];
        }
    }

    /// <summary>The next line, edited as a console does.</summary>
    public async Task<string> ReadLineAsync(string prompt = "", bool echo = false, string already = "")
    {
        var line = new StringBuilder(already);
        while (true)
        {
            var key = await ReadKeyAsync();
            switch (key)
            {
                case '\r':
                    if (echo) await WriteAsync("\r\n");
                    return line.ToString();
                case '\f':
                    if (echo) await WriteAsync($"\r\n{prompt}{line}");
                    break;
                case '\x1b':
                    await ReadKeyAsync();
                    await ReadKeyAsync();
                    break;
                case >= ' ':
                    line.Append(key);
                    if (echo) await WriteAsync(key.ToString());
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        if (_stream is { } stream) await stream.DisposeAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (!Stopping.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(Stopping);
            _stream = client.GetStream();
            try
            {
                await _script(this);
            }
            catch (IOException)
            {
                // The session left; the next one may come.
            }
        }
    }
}
