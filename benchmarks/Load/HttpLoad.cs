using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nms.Load;

/// <summary>
/// One request over a few connections as fast as answers come, for a bounded time; a connection is kept unless the
/// server closes it, as GNS3 does after each answer. Plain sockets: an HTTP client costs more than the servers it would measure.
/// </summary>
internal static class HttpLoad
{
    private static readonly TimeSpan Warming = TimeSpan.FromMilliseconds(700);

    public static async Task<HttpLoadResult> RunAsync(
        Uri address, ChildProcess server, TimeSpan length, int connections, TimeProvider time, CancellationToken cancellationToken, string? authorization = null, string method = "GET")
    {
        await SendAsync(method, address, Warming, connections, time, authorization, cancellationToken);
        var (cpu, started) = (server.Cpu, time.GetTimestamp());
        var (answers, bytes, latencies) = await SendAsync(method, address, length, connections, time, authorization, cancellationToken);
        return new HttpLoadResult(answers / time.GetElapsedTime(started).TotalSeconds, (server.Cpu - cpu) / answers, bytes / answers, latencies);
    }

    private static async Task<(long Answers, long Bytes, List<double> Latencies)> SendAsync(
        string method, Uri address, TimeSpan length, int connections, TimeProvider time, string? authorization, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var loops = Enumerable.Range(0, connections).Select(_ => Task.Run(() => LoopAsync(), cancellationToken)).ToList();
        var results = await Task.WhenAll(loops);
        return (results.Sum(result => result.Answers), results.Sum(result => result.Bytes), [.. results.SelectMany(result => result.Latencies)]);

        async Task<(long Answers, long Bytes, List<double> Latencies)> LoopAsync()
        {
            var credentials = authorization is null ? "" : $"Authorization: {authorization}\r\n";
            var request = Encoding.ASCII.GetBytes($"{method} {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nAccept: application/json\r\nContent-Length: 0\r\n{credentials}\r\n");
            var latencies = new List<double>();
            long bytes = 0;
            while (time.GetElapsedTime(started) < length)
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                var asked = time.GetTimestamp();
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), cancellationToken);
                var answer = new Answer(socket);
                do
                {
                    await socket.SendAsync(request, cancellationToken);
                    bytes += await answer.ReadAsync(cancellationToken);
                    latencies.Add(time.GetElapsedTime(asked).TotalMilliseconds);
                    asked = time.GetTimestamp();
                }
                while (answer.IsKept && time.GetElapsedTime(started) < length);
            }

            return (latencies.Count, bytes, latencies);
        }
    }

    /// <summary>Reads answers of a connection and throws their bodies away.</summary>
    private sealed class Answer(Socket socket)
    {
        private readonly byte[] _buffer = new byte[256 * 1024];
        private int _start;
        private int _end;

        /// <summary>False when the server closes the connection after this answer.</summary>
        public bool IsKept { get; private set; }

        /// <summary>Reads one answer; the length of its body.</summary>
        public async ValueTask<long> ReadAsync(CancellationToken cancellationToken)
        {
            var head = await ReadHeadAsync(cancellationToken);
            if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The server answered {head.AsSpan(0, Math.Min(200, head.Length))}");
            }

            IsKept = Header(head, "connection:") is not "close";
            if (Header(head, "content-length:") is { } length)
            {
                var body = long.Parse(length, CultureInfo.InvariantCulture);
                await SkipAsync(body, cancellationToken);
                return body;
            }

            return await SkipChunksAsync(cancellationToken);
        }

        private static string? Header(string head, string name)
        {
            var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            return at < 0 ? null : head[(at + name.Length)..head.IndexOf('\r', at)].Trim();
        }

        private async ValueTask<string> ReadHeadAsync(CancellationToken cancellationToken) =>
            await ReadToAsync("\r\n\r\n"u8.ToArray(), cancellationToken);

        private async ValueTask<long> SkipChunksAsync(CancellationToken cancellationToken)
        {
            long total = 0;
            while (true)
            {
                var line = await ReadToAsync("\r\n"u8.ToArray(), cancellationToken);
                var chunk = long.Parse(line.AsSpan().Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                await SkipAsync(chunk + 2, cancellationToken);
                if (chunk == 0)
                {
                    return total;
                }

                total += chunk;
            }
        }

        private async ValueTask<string> ReadToAsync(byte[] end, CancellationToken cancellationToken)
        {
            while (true)
            {
                var found = _buffer.AsSpan(_start, _end - _start).IndexOf(end);
                if (found >= 0)
                {
                    var text = Encoding.ASCII.GetString(_buffer, _start, found + end.Length);
                    _start += found + end.Length;
                    return text;
                }

                await FillAsync(cancellationToken);
            }
        }

        private async ValueTask SkipAsync(long bytes, CancellationToken cancellationToken)
        {
            while (true)
            {
                var here = Math.Min(bytes, _end - _start);
                _start += (int)here;
                bytes -= here;
                if (bytes == 0)
                {
                    return;
                }

                await FillAsync(cancellationToken);
            }
        }

        private async ValueTask FillAsync(CancellationToken cancellationToken)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var read = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
        }
    }
}

/// <summary>What one round measured.</summary>
internal sealed record HttpLoadResult(double PerSecond, TimeSpan CpuEach, long BodyBytes, IReadOnlyList<double> Latencies);
