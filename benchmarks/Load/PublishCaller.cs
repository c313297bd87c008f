using System.Net;
using System.Net.Sockets;
using Nms.Events;

namespace Nms.Load;

/// <summary>The benchmark's end of a <see cref="PublishLine"/>.</summary>
internal sealed class PublishCaller : IPublisher
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private StreamReader _reader = StreamReader.Null;
    private StreamWriter _writer = StreamWriter.Null;

    public static async Task<PublishCaller> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var caller = new PublishCaller();
        await caller._client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        caller._reader = new StreamReader(caller._client.GetStream());
        caller._writer = new StreamWriter(caller._client.GetStream()) { AutoFlush = true };
        return caller;
    }

    public async Task PublishAsync(int count, int batch, TimeSpan gap, int bytes, EventPriority priority, CancellationToken cancellationToken)
    {
        await _writer.WriteLineAsync(FormattableString.Invariant($"{count} {batch} {(int)gap.TotalMicroseconds} {bytes} {priority}"));
        if (await _reader.ReadLineAsync(cancellationToken) != "done")
        {
            throw new InvalidOperationException("The server did not publish what it was told to.");
        }
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
