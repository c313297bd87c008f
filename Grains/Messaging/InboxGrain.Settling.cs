using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Nms.Messaging;

/// <summary>How an inbox reads and writes what it owns.</summary>
internal sealed partial class InboxGrain
{
    public async Task<int> ReplayAsync(ImmutableArray<Guid> messageIds, CancellationToken cancellationToken)
    {
        ThrowUnlessRegistered();
        var replayed = 0;
        foreach (var message in await DeadAsync(messageIds, Math.Max(0, _options.MaximumMessages - _queue.Count), cancellationToken))
        {
            var outcome = InboxLogic.Replayed(message, _options.Lifetime, _time.GetUtcNow());
            await CommitAsync(new InboxChange(_name, _epoch) { Outcomes = [outcome] });
            TakeIn(
                message with { Status = MessageStatus.Pending, Attempts = 0, DueAt = null, Error = null, FinishedAt = null, ExpiresAt = outcome.ReplayedUntil!.Value },
                _time.GetUtcNow());
            replayed++;
        }

        _waiters.Arrived();
        Arm();
        return replayed;
    }

    public async Task<int> PurgeAsync(ImmutableArray<Guid> messageIds, CancellationToken cancellationToken)
    {
        var dead = await DeadAsync(messageIds, int.MaxValue, cancellationToken);
        foreach (var piece in dead.Chunk(MostAtOnce))
        {
            await CommitAsync(new InboxChange(_name, _epoch) { Deletes = [.. piece.Select(message => message.Sequence)] });
        }

        return dead.Count;
    }

    private async Task<List<HubMessage>> DeadAsync(ImmutableArray<Guid> messageIds, int most, CancellationToken cancellationToken)
    {
        var found = new List<HubMessage>();
        var query = new MessageQuery { Inbox = _name, Statuses = MessageQuery.Dead };
        var before = long.MaxValue;
        while (true)
        {
            var page = await _store.QueryAsync(query, before, MostAtOnce, cancellationToken);
            found.AddRange(page.Where(message => messageIds is [] || messageIds.Contains(message.MessageId)));
            if (page.Length < MostAtOnce)
            {
                found.Reverse();
                return found.Count <= most ? found : found[..most];
            }

            before = page[^1].Sequence;
        }
    }

    private async Task LoadAsync(bool create, CancellationToken cancellationToken)
    {
        if (await _store.OpenAsync(_name, create, cancellationToken) is not { } opening)
        {
            return;
        }

        _accepting = await GrainFactory.Hub().IsRunningAsync(cancellationToken);
        (_epoch, _registered) = (opening.Epoch, opening.Registered);
        foreach (var message in opening.Messages)
        {
            _queue.TryAdd(new InboxEntry(message), _time.GetUtcNow());
        }

        Arm();
    }

    private HubMessage Accept(MessageDraft draft, DateTimeOffset now) => new()
    {
        MessageId = draft.MessageId ?? _ids.NewId(),
        Inbox = _name,
        Sender = draft.Sender,
        SentBy = draft.SentBy,
        Type = draft.Type,
        Priority = draft.Priority,
        DataJson = draft.DataJson,
        CreatedAt = now,
        ExpiresAt = now + (draft.Lifetime ?? _options.Lifetime),
        CorrelationId = draft.CorrelationId,
        ReplyTo = draft.ReplyTo,
        Broadcast = draft.Broadcast,
    };

    private bool TakeIn(HubMessage message, DateTimeOffset now)
    {
        var entry = new InboxEntry(new OpenMessage(
            message.Sequence, message.MessageId, message.Priority, message.CreatedAt, message.ExpiresAt, message.Attempts, message.DueAt, SizeOf(message)));
        if (!_queue.TryAdd(entry, now))
        {
            return false;
        }

        _bodies.Remember(entry, message);
        return true;
    }

    private async Task<ImmutableArray<HubMessage>> HandOutAsync(List<InboxEntry> entries, Guid lessee, CancellationToken cancellationToken)
    {
        try
        {
            var messages = await _bodies.GetAsync(entries, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            if (_released.Contains(lessee))
            {
                // Given back meanwhile.
                return [];
            }

            foreach (var entry in entries)
            {
                _meters.Delivered(entry.Priority, entry.LeasedAt - entry.CreatedAt);
            }

            return messages;
        }
        catch
        {
            // Nobody has them: the next who asks gets them at once.
            foreach (var entry in entries.Where(entry => entry.State == InboxEntryState.Leased && entry.Lessee == lessee))
            {
                _queue.PutBack(entry, _time.GetUtcNow());
            }

            _waiters.Arrived();
            Arm();
            throw;
        }
    }

    /// <summary>Responses go out before the messages they answer are done: a crash between repeats the same response.</summary>
    private async Task ReplyAsync(ImmutableArray<Acknowledgement> done, CancellationToken cancellationToken)
    {
        var answers = done.Where(one => one.ResponseJson is not null)
            .Select(one => _queue.TryGet(one.MessageId, out var entry) ? (Entry: entry, one.ResponseJson) : default)
            .Where(answer => answer.Entry is not null)
            .ToList();
        foreach (var message in answers is [] ? [] : await _bodies.GetAsync([.. answers.Select(answer => answer.Entry!)], cancellationToken))
        {
            if (message.ReplyTo is not { } target)
            {
                continue;
            }

            try
            {
                await GrainFactory.Inbox(target).SendAsync(
                    [
                        new MessageDraft
                        {
                            MessageId = MessageIds.Derive(message.MessageId, $"reply to {target}"),
                            Sender = _name,
                            SentBy = message.SentBy,
                            Type = message.Type,
                            Priority = message.Priority,
                            DataJson = answers.First(answer => answer.Entry!.MessageId == message.MessageId).ResponseJson!,
                            CorrelationId = message.CorrelationId ?? message.MessageId.ToString(),
                            Internal = true,
                        },
                    ],
                    cancellationToken);
            }
            catch (NotFoundException)
            {
                // Who asked is gone; the response stays on the message.
                LogNobodyToReplyTo(message.MessageId, target);
            }
        }
    }

    private async Task<Settlement> SettleAsync(ImmutableArray<Guid> messageIds, Func<InboxEntry, int, MessageOutcome> decide)
    {
        var settled = new List<(InboxEntry Entry, MessageOutcome Outcome)>();
        var unknown = ImmutableArray.CreateBuilder<Guid>();
        for (var i = 0; i < messageIds.Length; i++)
        {
            if (_queue.TryGet(messageIds[i], out var entry) && entry.State != InboxEntryState.Settling && entry.ExpiresAt > _time.GetUtcNow())
            {
                settled.Add((entry, decide(entry, i)));
                _queue.BeginSettling(entry);
            }
            else
            {
                unknown.Add(messageIds[i]);
            }
        }

        await SettleAsync(settled);
        return new Settlement([.. settled.Select(one => one.Entry.MessageId)], unknown.ToImmutable());
    }

    private async Task SettleAsync(List<(InboxEntry Entry, MessageOutcome Outcome)> settled)
    {
        if (settled is [])
        {
            return;
        }

        settled.ForEach(one => _queue.BeginSettling(one.Entry));
        try
        {
            await CommitAsync(new InboxChange(_name, _epoch) { Outcomes = [.. settled.Select(one => one.Outcome)] });
        }
        catch
        {
            // Not written, so nothing happened: it is delivered again.
            var now = _time.GetUtcNow();
            _calmUntil = now + s_soon;
            foreach (var (entry, _) in settled)
            {
                entry.DueAt = now + s_soon;
                _queue.PutBack(entry, now);
            }

            Arm();
            throw;
        }

        foreach (var (entry, outcome) in settled)
        {
            if (outcome.Status == MessageStatus.Pending)
            {
                (entry.Attempts, entry.DueAt) = (outcome.Attempts, outcome.DueAt);
                _queue.PutBack(entry, _time.GetUtcNow());
            }
            else
            {
                _queue.Remove(entry);
                _bodies.Forget(entry);
                _waiters.Finished(entry.MessageId);
            }

            _meters.Settled(outcome);
        }

        Arm();
    }

    private async Task<ImmutableArray<long>> CommitAsync(InboxChange change)
    {
        try
        {
            // What was asked of the database is not called back: whether it happened must be known.
            return await _store.CommitAsync(change, CancellationToken.None);
        }
        catch (NmsException lost) when (lost.Code == InboxCodes.Moved)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        _timerAt = null;
        var now = _time.GetUtcNow();
        List<InboxEntry> overdue;
        do
        {
            overdue = _queue.TakeOverdue(now, MostAtOnce);
            try
            {
                await SettleAsync([.. overdue.Select(entry => (entry, InboxLogic.Overdue(entry, _options.Schedule, _random(), now)))]);
            }
            catch (NmsException failure)
            {
                LogNotSwept(failure, overdue.Count, _name);
                break;
            }
        }
        while (overdue.Count == MostAtOnce);

        if (_queue.HasReady)
        {
            _waiters.Arrived();
        }

        Arm();
    }

    /// <summary>Has the timer ring when the next thing is due, a moment late at most.</summary>
    private void Arm()
    {
        if (_queue.NextDeadline is { } deadline && (deadline > _calmUntil ? deadline : _calmUntil) is var next && !(_timerAt <= next))
        {
            _timerAt = next;
            var wait = next - _time.GetUtcNow();
            _timer?.Change(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    private void ThrowUnlessRegistered()
    {
        if (!_registered)
        {
            throw new NotFoundException("module_not_found", $"No module {_name} is registered.");
        }
    }

    private void ThrowIfFull(int messages, long bytes)
    {
        if (_queue.Count + _incoming + messages > _options.MaximumMessages || _queue.Bytes + _incomingBytes + bytes > _options.MaximumBytes)
        {
            throw new ThrottledException("inbox_full", $"The inbox of {_name} is full: {_queue.Count} messages wait; try again when it has taken some.") { IsTransient = true, RetryAfter = s_soon };
        }
    }

    private async Task ThrowIfForeignAsync(HubMessage message, CancellationToken cancellationToken)
    {
        if (await _store.FindAsync(message.MessageId, cancellationToken) is { } known && (known.Inbox != _name || known.Sender != message.Sender || known.SentBy != message.SentBy))
        {
            throw new ConflictException("message_id_taken", $"The id {message.MessageId} belongs to another message.");
        }
    }

    private static int SizeOf(HubMessage message) => Encoding.UTF8.GetByteCount(message.DataJson);

    [LoggerMessage(6001, LogLevel.Information, "The response to message {MessageId} finds no module {Target}")]
    private partial void LogNobodyToReplyTo(Guid messageId, string target);

    [LoggerMessage(6002, LogLevel.Warning, "{Count} overdue messages of {Inbox} could not be settled; trying again")]
    private partial void LogNotSwept(Exception failure, int count, string inbox);
}
