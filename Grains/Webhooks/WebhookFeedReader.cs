using Nms.Events;

namespace Nms.Webhooks;

/// <summary>Follows the feed from a place, so that one may wait for the next events and for other things at the same time.</summary>
internal sealed class WebhookFeedReader(IEventFeed feed) : IAsyncDisposable
{
    private IAsyncEnumerator<EventBatch>? _events;
    private CancellationTokenSource? _stopped;
    private Task<bool>? _next;

    /// <summary>Completes when there are events to take. Follows from the given place unless it follows already.</summary>
    public Task WaitAsync(EventCursor from)
    {
        if (_events is null)
        {
            _stopped = new CancellationTokenSource();
            _events = feed.FollowAsync(from, _stopped.Token).GetAsyncEnumerator(CancellationToken.None);
        }

        return _next ??= _events.MoveNextAsync().AsTask();
    }

    /// <summary>The events that are there, the most urgent first; none when there are none yet.</summary>
    /// <exception cref="Exception">The feed could not be read.</exception>
    public async ValueTask<EventBatch> TakeAsync()
    {
        if (_next is not { IsCompleted: true } next)
        {
            return new EventBatch([], []);
        }

        _next = null;
        return await next ? _events!.Current : new EventBatch([], []);
    }

    /// <summary>Follows no more; the next wait begins from a place of its own.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_events is not { } events)
        {
            return;
        }

        await _stopped!.CancelAsync();
        if (_next is { } next)
        {
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await events.DisposeAsync();
        _stopped.Dispose();
        (_events, _next, _stopped) = (null, null, null);
    }
}
