using System.Net.WebSockets;
using Nms.Events;

namespace Nms.Api.Events;

internal sealed partial class EventConnection
{
    /// <summary>Sends until the connection is closed or its transport fails.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await SendAnswersAsync(cancellationToken);
            if (_close is { } close)
            {
                await SendCloseAsync(close, cancellationToken);
                return;
            }

            if (_following && _events.HasOverflowed)
            {
                LeaveLive();
            }

            if (!_following && (_hasJoined || !Filter.IsEmpty))
            {
                await JoinAsync(cancellationToken);
                continue;
            }

            if (await SendWaitingAsync(cancellationToken))
            {
                continue;
            }

            // The position is taken before looking again: whatever was offered up to it is in the queue or sent.
            var position = _gateway.Position;
            if (await SendWaitingAsync(cancellationToken))
            {
                continue;
            }

            if (_events.HasOverflowed)
            {
                continue;
            }

            if (_following && _acks is not { Room: 0 })
            {
                Pass(_cursor.Through(position));
            }

            if (_beat)
            {
                _beat = false;
                await SendingAsync(() => _sink.BeatAsync(cancellationToken));
            }

            await _wake.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>Sends some of what waits, in one write; false when nothing does or the client has to acknowledge first.</summary>
    private async ValueTask<bool> SendWaitingAsync(CancellationToken cancellationToken)
    {
        _leaving.Clear();
        _events.Take(_leaving, Math.Min(EventsAtOnce, _acks?.Room ?? EventsAtOnce), BytesAtOnce);
        if (_leaving.Count == 0)
        {
            return false;
        }

        foreach (var next in _leaving)
        {
            if (next.Frame is { } frame)
            {
                await AddAsync(frame, next.Coalesced);
            }
            else
            {
                Pass(_cursor.After(next.LeftOut.Priority, Math.Max(_cursor[next.LeftOut.Priority], next.LeftOut.To)));
                await _sink.AddAsync(ServerFrames.LeftOut(next.LeftOut, _cursor, _time.GetUtcNow()), _cursor);
            }
        }

        await FlushAsync(cancellationToken);
        _leaving.Clear();
        return true;
    }

    private async ValueTask SendAnswersAsync(CancellationToken cancellationToken)
    {
        var any = false;
        while (_answers.Reader.TryRead(out var answer))
        {
            await _sink.AddAsync(answer(_cursor), _cursor);
            any = true;
        }

        if (any)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Adds an event to what leaves next, unless the client has it already.</summary>
    private async ValueTask<bool> AddAsync(EventFrame frame, int coalesced = 0)
    {
        if (frame.Sequence <= _cursor[frame.Priority])
        {
            return false;
        }

        using var span = GatewayMeters.StartSend(frame);
        var cursor = _cursor.After(frame.Priority, frame.Sequence);
        await _sink.AddAsync(frame, cursor, coalesced);
        _acks?.Sent(frame.Priority, frame.Sequence, cursor);
        Cursor = _cursor = cursor;
        _added.Add(frame);
        return true;
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await SendingAsync(() => _sink.FlushAsync(cancellationToken));
        if (_added.Count == 0)
        {
            return;
        }

        var now = _time.GetUtcNow();
        foreach (var frame in _added)
        {
            _statistics.EventDelivered(frame.Type);
            _gateway.Meters.Sent(frame, now);
        }

        Volatile.Write(ref _sent, _sent + _added.Count);
        _added.Clear();
    }

    /// <summary>Sends something; who takes too long to take it is cut off by the gateway.</summary>
    private async ValueTask SendingAsync(Func<ValueTask> send)
    {
        Volatile.Write(ref _sendingSince, _time.GetTimestamp());
        try
        {
            await send();
        }
        finally
        {
            Volatile.Write(ref _sendingSince, 0);
            Volatile.Write(ref _sentAt, _time.GetTimestamp());
        }
    }

    private ValueTask SendCloseAsync(CloseRequest close, CancellationToken cancellationToken)
    {
        // Who acknowledges comes back to what he has acknowledged: the rest may have been lost on the way.
        var place = Acknowledged ?? _cursor;
        var (status, reason) = close.Kind switch
        {
            CloseKind.GoingAway => (WebSocketCloseStatus.EndpointUnavailable, $"stopping; resume with after={place}"),
            CloseKind.Silent => (WebSocketCloseStatus.EndpointUnavailable, $"no heartbeat; resume with after={place}"),
            CloseKind.ByClient => (WebSocketCloseStatus.NormalClosure, ""),
            _ => (close.Status, close.Reason),
        };
        return SendingAsync(() => _sink.CloseAsync(status, reason, place, cancellationToken));
    }

    /// <summary>Moves on to a place up to which there is nothing more to send.</summary>
    private void Pass(EventCursor cursor)
    {
        if (cursor != _cursor)
        {
            _acks?.Passed(cursor);
            Cursor = _cursor = cursor;
        }
    }
}
