using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Nms.Messaging;
using Nms.Modules;

namespace Nms.Load;

/// <summary>
/// A port on which a silo is told to pass messages through one module's inbox: one line "count senders bytes", answered by the
/// milliseconds until the last message was sent, received and acknowledged, each of them durable.
/// </summary>
internal sealed class HubLine(int port, IGrainFactory grains, TimeProvider time) : BackgroundService
{
    private const string Module = "benchmark";
    private const int AtOnce = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        while (!stoppingToken.IsCancellationRequested)
        {
            using var caller = await listener.AcceptTcpClientAsync(stoppingToken);
            using var reader = new StreamReader(caller.GetStream());
            await using var writer = new StreamWriter(caller.GetStream()) { AutoFlush = true };
            while (await reader.ReadLineAsync(stoppingToken) is { } line)
            {
                var words = line.Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToList();
                await writer.WriteLineAsync((await PassAsync(words[0], words[1], words[2], stoppingToken)).ToString("0.000", CultureInfo.InvariantCulture));
            }
        }
    }

    private async Task<double> PassAsync(int count, int senders, int bytes, CancellationToken cancellationToken)
    {
        await grains.Modules().RegisterAsync(
            new ModuleRegistration { Name = Module, OwnerId = "user:benchmark", OwnerName = "benchmark", Delivery = ModuleDelivery.Poll }, cancellationToken);
        var inbox = grains.Inbox(Module);
        var started = time.GetTimestamp();
        var receiving = ReceiveAsync(inbox, count, cancellationToken);
        var (next, data) = (-1, $"{{\"padding\":\"{new string('x', bytes)}\"}}");
        await Task.WhenAll(Enumerable.Range(0, senders).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) < count)
            {
                await inbox.SendAsync(
                    [new MessageDraft { Sender = "benchmark", SentBy = "user:benchmark", Type = MessageType.Notification, DataJson = data }], cancellationToken);
            }
        }));
        await receiving;
        return time.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task ReceiveAsync(IInboxGrain inbox, int count, CancellationToken cancellationToken)
    {
        for (var done = 0; done < count;)
        {
            var messages = await inbox.ReceiveAsync(AtOnce, TimeSpan.FromSeconds(10), cancellationToken: cancellationToken);
            if (messages.Length > 0)
            {
                await inbox.AcknowledgeAsync([.. messages.Select(message => new Acknowledgement(message.MessageId))], cancellationToken);

                // The welcome that a new module is sent is none of ours.
                done += messages.Count(message => message.Sender == "benchmark");
            }
        }
    }
}
