using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Nms.Client.Tests.Events;

/// <summary>A server whose answer to each connection is written by the test.</summary>
internal sealed class ScriptedHub : IAsyncDisposable
{
    private readonly Channel<Func<HttpContext, Task>> _script = Channel.CreateUnbounded<Func<HttpContext, Task>>();
    private readonly WebApplication _app;

    private ScriptedHub(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>What each connection asked for.</summary>
    public List<string> Asked { get; } = [];

    public static async Task<ScriptedHub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        var hub = new ScriptedHub(app);
        app.Run(async context =>
        {
            hub.Asked.Add(context.Request.Path + context.Request.QueryString);
            var answer = await hub._script.Reader.ReadAsync(context.RequestAborted);
            await answer(context);
        });
        await app.StartAsync();
        return hub;
    }

    /// <summary>The next connection is refused.</summary>
    public void Refuse(int status) => _script.Writer.TryWrite(context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>The next connection gets these frames and is then cut off, unless it is kept.</summary>
    public void Serve(IReadOnlyList<string> frames, bool keep = false) => _script.Writer.TryWrite(async context =>
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        foreach (var frame in frames)
        {
            // In two pieces, as a proxy may pass them on.
            var bytes = Encoding.UTF8.GetBytes(frame);
            var half = bytes.Length / 2;
            await socket.SendAsync(bytes.AsMemory(0, half), WebSocketMessageType.Text, endOfMessage: false, context.RequestAborted);
            await socket.SendAsync(bytes.AsMemory(half), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        }

        if (keep)
        {
            var buffer = new byte[1024];
            while ((await socket.ReceiveAsync(buffer, context.RequestAborted)).MessageType != WebSocketMessageType.Close)
            {
            }
        }

        // Returning ends the connection behind what was sent, without a close frame: what a client sees of a network that breaks.
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
