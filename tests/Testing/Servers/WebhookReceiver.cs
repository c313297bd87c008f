using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nms.Testing.Servers;

/// <summary>A receiver of webhooks on a loopback port. How it answers is the test's affair; unless told otherwise it takes everything.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private WebApplication? _app;
    private ImmutableArray<ReceivedWebhook> _received = [];
    private ImmutableArray<ReceivedWebhook> _taken = [];

    /// <summary>Answers a request.</summary>
    public Func<ReceivedWebhook, HttpContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Where it is, also while it is down.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Every request, in order.</summary>
    public ImmutableArray<ReceivedWebhook> Received
    {
        get
        {
            lock (_gate)
            {
                return _received;
            }
        }
    }

    /// <summary>Those that were answered with 2xx, in order.</summary>
    public ImmutableArray<ReceivedWebhook> Taken
    {
        get
        {
            lock (_gate)
            {
                return _taken;
            }
        }
    }

    public static async Task<WebhookReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var receiver = new WebhookReceiver();
        await receiver.GoUpAsync(cancellationToken);
        return receiver;
    }

    /// <summary>Listens, at the port that it had before.</summary>
    public async Task GoUpAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url is null ? "http://127.0.0.1:0" : $"http://127.0.0.1:{Url.Port}");
        _app = builder.Build();
        _app.Run(TakeAsync);
        await _app.StartAsync(cancellationToken);
        Url ??= new Uri(new Uri(_app.Urls.First()), "/hook");
    }

    /// <summary>Listens no more: connections are refused.</summary>
    public async Task GoDownAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await app.StopAsync(now.Token);
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await GoDownAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = new ReceivedWebhook(
            context.Request.Headers.ToImmutableDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        lock (_gate)
        {
            _received = _received.Add(request);
        }

        await Answer(request, context);
        if (context.Response.StatusCode is >= 200 and < 300)
        {
            lock (_gate)
            {
                _taken = _taken.Add(request);
            }
        }
    }
}
