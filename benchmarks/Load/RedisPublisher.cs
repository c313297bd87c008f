using System.Net;
using System.Net.Sockets;
using System.Text;
using Nms.Events;

namespace Nms.Load;

/// <summary>Publishes to a Redis channel over one connection, a batch of commands in one write.</summary>
internal sealed class RedisPublisher(int port, string channel, TimeProvider time) : IPublisher
{
    private readonly TcpClient _client = new() { NoDelay = true };

    public async Task PublishAsync(int count, int batch, TimeSpan gap, int bytes, EventPriority priority, CancellationToken cancellationToken)
    {
        if (!_client.Connected)
        {
            await _client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        }

        var (stream, answer, started) = (_client.GetStream(), new byte[64 * 1024], time.GetTimestamp());
        for (var published = 0; published < count; published += batch)
        {
            var due = (published / batch * gap) - time.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, time, cancellationToken);
            }

            var size = Math.Min(batch, count - published);
            using var commands = new MemoryStream();
            for (var i = 0; i < size; i++)
            {
                var json = Publication.Now(priority, bytes, time).Json;
                commands.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"*3\r\n$7\r\nPUBLISH\r\n${channel.Length}\r\n{channel}\r\n${json.Length}\r\n")));
                commands.Write(json);
                commands.Write("\r\n"u8);
            }

            await stream.WriteAsync(commands.GetBuffer().AsMemory(0, (int)commands.Length), cancellationToken);

            // Each command is answered by one line.
            for (var answered = 0; answered < size;)
            {
                var received = await stream.ReadAsync(answer, cancellationToken);
                answered += received > 0 ? answer.AsSpan(0, received).Count((byte)'\n') : throw new InvalidOperationException("Redis closed the connection.");
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
