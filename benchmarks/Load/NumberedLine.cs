using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nms.Events;

namespace Nms.Load;

/// <summary>
/// A port on which a silo is told to append numbered events: one line "priority first count", answered by "done" once they are durable.
/// The same numbers have the same ids, so that whoever got no answer says it again.
/// </summary>
internal sealed partial class NumberedLine(int port, IEventLog log, TimeProvider time, ILogger<NumberedLine> logger) : BackgroundService
{
    /// <summary>The event type by priority, of the catalog.</summary>
    private static readonly Dictionary<EventPriority, string> s_types = new()
    {
        [EventPriority.Critical] = "server.disconnected",
        [EventPriority.High] = "node.started",
        [EventPriority.Normal] = "node.updated",
        [EventPriority.Low] = "compute.updated",
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var caller = await listener.AcceptTcpClientAsync(stoppingToken);
                await ServeAsync(caller, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The caller left, or the log cannot be written: he has no answer and says it again.
                LogNotAppended(failure.Message);
            }
        }
    }

    private async Task ServeAsync(TcpClient caller, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(caller.GetStream());
        await using var writer = new StreamWriter(caller.GetStream()) { AutoFlush = true };
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            var words = line.Split(' ');
            var (priority, first, count) = (Enum.Parse<EventPriority>(words[0]), Number(words[1]), Number(words[2]));
            await log.AppendAsync([.. Enumerable.Range(first, count).Select(number => Event(priority, number))], cancellationToken);
            await writer.WriteLineAsync("done");
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private EventEnvelope Event(EventPriority priority, int number)
    {
        Span<byte> id = stackalloc byte[16];
        id[0] = (byte)priority;
        BinaryPrimitives.WriteInt32BigEndian(id[12..], number);
        return new EventEnvelope
        {
            EventId = new Guid(id),
            Type = s_types[priority],
            Priority = priority,
            OccurredAt = time.GetUtcNow(),
            DataJson = string.Create(CultureInfo.InvariantCulture, $"{{\"number\":{number}}}"),
        };
    }

    [LoggerMessage(1, LogLevel.Information, "Numbered events were not appended: {Reason}")]
    private partial void LogNotAppended(string reason);
}
