using Nms.Events;

namespace Nms.Api.Events;

internal sealed partial class EventConnection
{
    // What a client that catches up holds at most.
    private const int HistoryPage = 256;

    private static readonly EventPriority[] s_mostUrgentFirst =
        [EventPriority.Critical, EventPriority.High, EventPriority.Normal, EventPriority.Low];

    // What the client was told to have missed.
    private EventCursor _toldOf;

    /// <summary>
    /// Reads what the client missed from the log up to the newest event, registers for what comes, and reads the few
    /// events in between. Each event is checked against the cursor, so none is sent twice.
    /// </summary>
    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        if (_request.After is null && !_hasJoined)
        {
            Pass(_gateway.Follow(this));
        }
        else
        {
            await CatchUpAsync(EventCursor.At(long.MaxValue), default, cancellationToken);
            var from = _gateway.Follow(this);
            await CatchUpAsync(from, from, cancellationToken);
        }

        _hasJoined = _following = true;
    }

    /// <summary>
    /// More waited than the queue holds. What was offered and not sent comes from the log, at the pace at which the client reads.
    /// </summary>
    private void LeaveLive()
    {
        _gateway.Leave(this);
        _events.Restart();
        _following = false;
    }

    /// <summary>Sends what there is between the client's place and another, the most urgent first, and all up to a place that is there for sure.</summary>
    private async Task CatchUpAsync(EventCursor until, EventCursor there, CancellationToken cancellationToken)
    {
        foreach (var priority in s_mostUrgentFirst)
        {
            while (_cursor[priority] < until[priority] && await SendPageAsync(priority, there[priority], cancellationToken))
            {
            }
        }
    }

    /// <summary>What has become known and is more urgent than what is being sent does not wait for the rest of that.</summary>
    private async Task OvertakeAsync(EventPriority sending, CancellationToken cancellationToken)
    {
        foreach (var priority in s_mostUrgentFirst)
        {
            while (priority > sending && _cursor[priority] < _feed.Newest[priority] && await SendPageAsync(priority, 0, cancellationToken))
            {
            }
        }
    }

    /// <summary>Sends the next events of a priority, from memory where that reaches so far back; false when there are no more.</summary>
    private async Task<bool> SendPageAsync(EventPriority priority, long there, CancellationToken cancellationToken)
    {
        var (after, query) = (_cursor[priority], Filter.ToQuery());
        if (_close is not null || priority < query.MinimumPriority)
        {
            return false;
        }

        // Who follows the feed and reads the log because he is far behind may be ahead of what is in memory.
        if (_feed.ReadRecent(priority, after, HistoryPage) is not { } page || page.Head < there)
        {
            page = await _feed.ReadAsync(EventCursor.At(after), HistoryPage, query with { MinimumPriority = priority, MaximumPriority = priority }, cancellationToken);
            if (await TellOfGapsAsync(page, query, cancellationToken))
            {
                return true;
            }
        }

        if (!await SendAsync(page.Events, priority, cancellationToken))
        {
            return false;
        }

        // The page held every event of this priority up to here, wanted or not.
        Pass(_cursor.After(priority, Math.Max(_cursor[priority], Math.Min(page.Next, page.Head))));
        await SendAnswersAsync(cancellationToken);
        if (page.Next < page.Head && page.Next <= after)
        {
            throw new InvalidOperationException($"The event log did not go on from {after} although its head is {page.Head}.");
        }

        return page.Next < page.Head;
    }

    /// <summary>Sends events of one priority, some at a time; false when the connection is to be closed.</summary>
    private async Task<bool> SendAsync(IReadOnlyList<EventEnvelope> events, EventPriority priority, CancellationToken cancellationToken)
    {
        var (now, bytes) = (_time.GetUtcNow(), 0);
        foreach (var e in events)
        {
            while (_acks is { Room: 0 } && _close is null)
            {
                await FlushAsync(cancellationToken);
                await WaitForRoomAsync(cancellationToken);
                await OvertakeAsync(priority, cancellationToken);
            }

            if (_close is not null)
            {
                break;
            }

            if (Interest?.Contains(e) == true && await AddAsync(_gateway.FrameOf(e, now)))
            {
                _gateway.CountResumed();
                bytes += e.DataJson.Length;
                if (_added.Count == EventsAtOnce || bytes > BytesAtOnce)
                {
                    bytes = 0;
                    await FlushAsync(cancellationToken);
                    await SendAnswersAsync(cancellationToken);
                    await OvertakeAsync(priority, cancellationToken);
                }
            }
        }

        await FlushAsync(cancellationToken);
        return _close is null;
    }

    /// <summary>Waits until the client has acknowledged, and answers it meanwhile.</summary>
    private async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (_acks is { Room: 0 } && _close is null)
        {
            await _wake.Reader.ReadAsync(cancellationToken);
            await SendAnswersAsync(cancellationToken);
        }
    }

    /// <summary>
    /// A client is told once what it misses for good, and what of another log its cursor speaks of: it has to read the state anew.
    /// True when the cursor was moved.
    /// </summary>
    private async Task<bool> TellOfGapsAsync(EventPage page, EventQuery query, CancellationToken cancellationToken)
    {
        if (page.MissingAfter(_cursor.Through(_toldOf), query) is { IsEmpty: false } missing)
        {
            var now = _time.GetUtcNow();
            await _sink.AddAsync(_request.TellsGaps ? ServerFrames.Gap(missing, _cursor, now) : ServerFrames.EventsExpired(missing, now), _cursor);
            foreach (var part in missing)
            {
                _toldOf = _toldOf.After(part.Priority, part.To);
            }
        }

        if (_cursor.Newest <= page.Head)
        {
            return false;
        }

        await _sink.AddAsync(ServerFrames.CursorAhead(page.Head, _time.GetUtcNow()), _cursor);
        await FlushAsync(cancellationToken);
        Cursor = _cursor = new EventCursor(
            Math.Min(_cursor.Critical, page.Head),
            Math.Min(_cursor.High, page.Head),
            Math.Min(_cursor.Normal, page.Head),
            Math.Min(_cursor.Low, page.Head));
        return true;
    }
}
