using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Nms.Events;

namespace Nms.Load;

/// <summary>
/// A port on which a server under load is told to publish: one line "count batch gap_µs bytes priority", answered by "done"
/// when everything was accepted.
/// </summary>
internal sealed class PublishLine(int port, TimeProvider time, Func<IReadOnlyList<Publication>, CancellationToken, ValueTask> publish) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        var callers = new List<Task>();
        try
        {
            while (true)
            {
                callers.Add(ServeAsync(await listener.AcceptTcpClientAsync(stoppingToken), stoppingToken));
            }
        }
        finally
        {
            await Task.WhenAll(callers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(TcpClient caller, CancellationToken cancellationToken)
    {
        using (caller)
        {
            using var reader = new StreamReader(caller.GetStream());
            await using var writer = new StreamWriter(caller.GetStream()) { AutoFlush = true };
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                var words = line.Split(' ');
                await PublishAsync(Number(words[0]), Number(words[1]), Number(words[2]), Number(words[3]), Enum.Parse<EventPriority>(words[4]), cancellationToken);
                await writer.WriteLineAsync("done");
            }
        }
    }

    private async Task PublishAsync(int count, int batch, int gap, int bytes, EventPriority priority, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var published = 0; published < count; published += batch)
        {
            if (gap > 0)
            {
                var due = TimeSpan.FromMicroseconds((double)published / batch * gap) - time.GetElapsedTime(started);
                if (due > TimeSpan.Zero)
                {
                    await Task.Delay(due, time, cancellationToken);
                }
            }

            await publish([.. Enumerable.Range(0, Math.Min(batch, count - published)).Select(_ => Publication.Now(priority, bytes, time))], cancellationToken);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
