using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Nms.Load;

/// <summary>What one writes in an afternoon with bare Kestrel: a queue for each WebSocket, the same bytes into all of them, nothing kept.</summary>
internal static class FanOutPeer
{
    public static async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var queues = new ConcurrentDictionary<Guid, Channel<byte[]>>();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{arguments[0]}");
        builder.Services.AddHostedService(_ => new PublishLine(int.Parse(arguments[1], CultureInfo.InvariantCulture), TimeProvider.System, (batch, _) =>
        {
            foreach (var publication in batch)
            {
                foreach (var queue in queues.Values)
                {
                    queue.Writer.TryWrite(publication.Json);
                }
            }

            return ValueTask.CompletedTask;
        }));
        await using var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/health/live", () => Results.Ok());
        app.Map("/ws", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var (id, queue) = (Guid.NewGuid(), Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true }));
            queues[id] = queue;
            try
            {
                await foreach (var frame in queue.Reader.ReadAllAsync(context.RequestAborted))
                {
                    await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
                }
            }
            finally
            {
                queues.TryRemove(id, out _);
            }
        });
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
