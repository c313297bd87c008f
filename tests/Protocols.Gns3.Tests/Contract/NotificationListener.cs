using System.Threading.Channels;
using Nms.Gns3;

namespace Nms.Protocols.Gns3.Tests.Contract;

/// <summary>Listens to one stream in the background from its first ping on, and waits for what a test expects.</summary>
internal sealed class NotificationListener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<Gns3Notification> _heard = Channel.CreateUnbounded<Gns3Notification>();
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<Gns3Notification> _past = [];
    private readonly Task _listening;

    private NotificationListener(Func<CancellationToken, IAsyncEnumerable<Gns3Notification>> stream) => _listening = ListenAsync(stream);

    /// <summary>What was waited through so far, pings and load reports left out.</summary>
    public IReadOnlyList<Gns3Notification> Past => _past;

    public static async Task<NotificationListener> StartAsync(Func<CancellationToken, IAsyncEnumerable<Gns3Notification>> stream)
    {
        var listener = new NotificationListener(stream);
        await listener.NextAsync(Gns3Actions.Ping);
        return listener;
    }

    /// <summary>Waits for a notification, and remembers those before it.</summary>
    public async Task<Gns3Notification> NextAsync(string action, Func<Gns3Notification, bool>? where = null)
    {
        var unheard = _past.Count;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var notification = await _heard.Reader.ReadAsync(deadline.Token);
                if (notification.Action is not (Gns3Actions.Ping or Gns3Actions.ComputeUpdated))
                    _past.Add(notification);
                if (notification.Action == action && where?.Invoke(notification) != false)
                    return notification;
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException($"Waited {Patience} for {action}; heard {string.Join(", ", _past.Skip(unheard).Select(heard => heard.Action))}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _listening;
        _leaving.Dispose();
    }

    private async Task ListenAsync(Func<CancellationToken, IAsyncEnumerable<Gns3Notification>> stream)
    {
        try
        {
            await foreach (var notification in stream(_leaving.Token))
                await _heard.Writer.WriteAsync(notification);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            _heard.Writer.TryComplete();
        }
        catch (Gns3ApiException e)
        {
            _heard.Writer.TryComplete(e);
        }
    }
}
