using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Nms.Protocols.Gns3.Tests.Scripted;

/// <summary>The server's end of one connection.</summary>
internal sealed class ScriptedConnection(Socket socket, ConcurrentQueue<ScriptedRequest> requests, CancellationToken stopping) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    /// <summary>Cancelled when the test is over.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>Reads one request; null when the client has closed.</summary>
    public async Task<ScriptedRequest?> ReadRequestAsync()
    {
        if (await ReadLineAsync() is not { Length: > 0 } first)
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync() is { Length: > 0 } line)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();

        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, null) : 0];
        await _stream.ReadExactlyAsync(body, stopping);
        var words = first.Split(' ');
        var request = new ScriptedRequest(words[0], words[1], headers, body);
        requests.Enqueue(request);
        return request;
    }

    public Task AnswerAsync(ScriptedAnswer answer)
        => WriteAsync($"HTTP/1.1 {answer.Status} X\r\nContent-Type: application/json\r\n{answer.Headers}Content-Length: {Encoding.UTF8.GetByteCount(answer.Body ?? "")}\r\n\r\n{answer.Body}");

    /// <summary>Begins an answer without an end.</summary>
    public Task BeginChunkedAsync() => WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");

    public Task WriteChunkAsync(string text) => WriteAsync($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes) => await _stream.WriteAsync(bytes, stopping);

    /// <summary>Answers the upgrade, so that frames may follow.</summary>
    public Task AcceptWebSocketAsync(ScriptedRequest request)
    {
#pragma warning disable CA5350 // RFC 6455 §4.2.2 prescribes SHA-1.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(request.Headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return WriteAsync($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
    }

    public Task WriteTextFrameAsync(string text) => WriteFrameAsync(0x1, true, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a frame: opcode 0 continues, 1 is text, 2 binary, 8 close.</summary>
    public async Task WriteFrameAsync(int opcode, bool final, ReadOnlyMemory<byte> payload)
    {
        var header = new byte[10];
        header[0] = (byte)((final ? 0x80 : 0) | opcode);
        header[1] = 127;
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(2), payload.Length);
        if (payload.Length < 126)
        {
            header = [header[0], (byte)payload.Length];
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            header = [header[0], 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        }

        await WriteAsync(header);
        await WriteAsync(payload);
    }

    /// <summary>Says "no more from me", and goes on listening.</summary>
    public void CloseSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Goes away without a word, as a machine that lost its power.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Says nothing until the client leaves or the test ends.</summary>
    public async Task StaySilentAsync()
    {
        var ignored = new byte[1024];
        while (await _stream.ReadAsync(ignored, stopping) > 0)
        {
        }
    }

    public void Dispose() => _stream.Dispose();

    private async Task<string?> ReadLineAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await _stream.ReadAsync(one, stopping) == 1)
        {
            if (one[0] == '\n')
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }
}
