using System.Net.Sockets;
using System.Text;

namespace Nms.Lab.Tests;

/// <summary>A client of a console, byte by byte.</summary>
internal sealed class ConsoleReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly TcpClient _client = new();
    private readonly List<byte> _unread = [];

    public static async Task<ConsoleReader> ConnectAsync(int port)
    {
        var reader = new ConsoleReader();
        await reader._client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        return reader;
    }

    /// <summary>Connects and presses return until the prompt is there: the node may still be booting.</summary>
    public static async Task<ConsoleReader> ConnectAsync(int port, string prompt)
    {
        var reader = await ConnectAsync(port);
        await reader.TakeAsync(12);
        await reader.TypeAsync("\r\n");
        await reader.UntilAsync(prompt);
        // A virtual PC and a container show their prompt once by themselves, when they have booted.
        if (prompt.StartsWith('\r') || prompt == "/ # ") await reader.AskAsync("echo ready", "\nready\r\n" + prompt);
        return reader;
    }

    public async Task TypeAsync(string text) => await TypeAsync(Encoding.Latin1.GetBytes(text));

    public async Task TypeAsync(byte[] bytes) => await _client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>Types a line and gives everything up to and with the prompt.</summary>
    public async Task<string> AskAsync(string line, string prompt)
    {
        await TypeAsync(line + "\r\n");
        return await UntilAsync(prompt);
    }

    public async Task<byte[]> TakeAsync(int count)
    {
        while (_unread.Count < count) await ReadAsync($"{count} bytes");
        var taken = _unread[..count].ToArray();
        _unread.RemoveRange(0, count);
        return taken;
    }

    public async Task<string> UntilAsync(string end)
    {
        while (true)
        {
            var text = Encoding.Latin1.GetString([.. _unread]);
            var found = text.IndexOf(end, StringComparison.Ordinal);
            if (found >= 0)
            {
                _unread.RemoveRange(0, found + end.Length);
                return text[..(found + end.Length)];
            }

            await ReadAsync(end);
        }
    }

    public async Task<bool> IsClosedAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        var buffer = new byte[4096];
        try
        {
            while (await _client.GetStream().ReadAsync(buffer, deadline.Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset ends the connection as well.
        }

        return true;
    }

    public void Dispose() => _client.Dispose();

    private async Task ReadAsync(string awaited)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        var buffer = new byte[4096];
        try
        {
            var count = await _client.GetStream().ReadAsync(buffer, deadline.Token);
            Assert.True(count > 0, $"The console closed; awaited {awaited}, unread {Encoding.Latin1.GetString([.. _unread])}");
            _unread.AddRange(buffer.AsSpan(0, count));
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"The console says nothing more; awaited {awaited}, unread {Encoding.Latin1.GetString([.. _unread])}");
        }
    }
}
