using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Webhooks;

/// <summary>The pump's side towards the feed: what is next, what was purged, and waiting.</summary>
internal sealed partial class WebhookPump
{
    private Task Bell
    {
        get
        {
            lock (_gate)
            {
                return _bell.Task;
            }
        }
    }

    /// <summary>The most urgent event at hand that is wanted; it stays at hand until it was tried. Waits for nothing but the log.</summary>
    private async ValueTask<EventEnvelope?> NextEventAsync(WebhookTurn turn, CancellationToken cancellationToken)
    {
        if (_batch.Count > 0 && Time.GetElapsedTime(_batchAt) > s_slice)
        {
            // There are events behind the cursor, so that this does not wait; more urgent ones may have come meanwhile.
            await _reader.DisposeAsync();
            await _reader.WaitAsync(Progress.Cursor).WaitAsync(cancellationToken);
        }
        else if (_batch.Count == 0 && turn.Waiting is not null && Time.GetElapsedTime(_batchAt) > s_slice)
        {
            await LookBehindCursorAsync(cancellationToken);
        }

        var (events, missing) = await _reader.TakeAsync();
        if (!missing.IsEmpty)
        {
            await TellOfGapAsync(cancellationToken);
        }

        if (!events.IsEmpty)
        {
            await TakeBatchAsync(events, cancellationToken);
        }

        while (_batch.TryPeek(out var e))
        {
            if (Settings.Query.Matches(e) && _sees!(e))
            {
                return e;
            }

            _batch.Dequeue();
            Update(progress => Passed(progress, e));
        }

        return null;
    }

    /// <summary>Reads what the feed has, while something else is to be done if it has nothing.</summary>
    private async Task LookBehindCursorAsync(CancellationToken cancellationToken)
    {
        var page = await _services.Feed.ReadAsync(Progress.Cursor, FullBatch, Settings.Query, cancellationToken);
        await _reader.DisposeAsync();
        SetBatch(page.Events.OrderByDescending(e => e.Priority).ThenBy(e => e.Sequence));
    }

    private async Task TakeBatchAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken)
    {
        // Only who is far behind can have missed anything: he gets full batches, or has not asked for long.
        if (_gapCheckedAt is not { } at || events.Length >= FullBatch || Time.GetElapsedTime(at) > s_gapCheckAfter)
        {
            await TellOfGapAsync(cancellationToken);
        }

        SetBatch(events);
    }

    private void SetBatch(IEnumerable<EventEnvelope> events)
    {
        var cursor = Progress.Cursor;
        _batch = new Queue<EventEnvelope>(events.Where(e => e.Sequence > cursor[e.Priority]));
        _batchAt = Time.GetTimestamp();
    }

    /// <summary>The receiver is told once what was purged before it was delivered, by a message that is retried like an event.</summary>
    private async Task TellOfGapAsync(CancellationToken cancellationToken)
    {
        _gapCheckedAt = Time.GetTimestamp();
        var page = await _services.Feed.ReadAsync(Progress.Cursor, 1, Settings.Query, cancellationToken);
        if (page.MissingAfter(Progress.Cursor, Settings.Query) is not { IsEmpty: false } missing)
        {
            return;
        }

        var now = Now;
        var gap = new WaitingDelivery
        {
            EventId = _services.Ids.NewId(),
            Type = GapType,
            Priority = EventPriority.Critical,
            DataJson = WebhookBody.Gap(missing),
            FirstAttemptAt = now,
            DueAt = now,
        };
        Update(progress => progress with
        {
            Cursor = missing.Aggregate(progress.Cursor, (cursor, part) => cursor.After(part.Priority, Math.Max(cursor[part.Priority], part.To))),
            Waiting = progress.Waiting.Add(gap),
            Statistics = progress.Statistics with { Gaps = progress.Statistics.Gaps + 1 },
        });
    }

    /// <summary>A cursor of another log, one that was restored from a back-up, would wait for numbers that come much later.</summary>
    private async Task StepBackIfAheadAsync(CancellationToken cancellationToken)
    {
        var head = await _services.Feed.GetHeadAsync(cancellationToken);
        Update(progress => progress.Cursor.Newest <= head.Newest
            ? progress
            : progress with
            {
                Cursor = new EventCursor(
                    Math.Min(progress.Cursor.Critical, head.Critical), Math.Min(progress.Cursor.High, head.High),
                    Math.Min(progress.Cursor.Normal, head.Normal), Math.Min(progress.Cursor.Low, head.Low)),
            });
    }

    private Task WaitForNewsAsync(Task? bell, DateTimeOffset? until, CancellationToken cancellationToken) =>
        WaitAsync(bell is null ? _reader.WaitAsync(Progress.Cursor) : Task.WhenAny(bell, _reader.WaitAsync(Progress.Cursor)), until, cancellationToken);

    /// <summary>Waits for something, or until an instant; no longer than what was done may stay unkept.</summary>
    private async Task WaitAsync(Task? something, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var longest = until is { } at ? at - Now : Timeout.InfiniteTimeSpan;
        if (!ReferenceEquals(_kept, Progress))
        {
            var unkept = s_checkpointEvery - Time.GetElapsedTime(_keptAt);
            longest = longest < TimeSpan.Zero || unkept < longest ? unkept : longest;
        }

        if (longest != Timeout.InfiniteTimeSpan && longest <= TimeSpan.Zero)
        {
            return;
        }

        // Whole milliseconds, so that a rest of less than one does not become a wait of nothing.
        longest = longest == Timeout.InfiniteTimeSpan ? longest : TimeSpan.FromMilliseconds(Math.Ceiling(longest.TotalMilliseconds));
        try
        {
            await (something?.WaitAsync(longest, Time, cancellationToken) ?? Task.Delay(longest, Time, cancellationToken));
        }
        catch (TimeoutException)
        {
            // That much time has passed, which was the question.
            return;
        }
    }

    /// <summary>Has the grain keep how far this pump is, at most once a second. False when another pump has taken over.</summary>
    private async ValueTask<bool> KeepAsync(CancellationToken cancellationToken)
    {
        var progress = Progress;
        if (ReferenceEquals(progress, _kept) || Time.GetElapsedTime(_keptAt) < s_checkpointEvery)
        {
            return true;
        }

        var isCurrent = await _services.Grains.GetGrain<IWebhookReportsGrain>(_webhookId).CheckpointAsync(Id, CancellationToken.None).WaitAsync(cancellationToken);
        (_kept, _keptAt) = (progress, Time.GetTimestamp());
        return isCurrent;
    }
}
