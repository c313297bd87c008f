using System.Buffers.Binary;
using Nms.Probes.Native;

namespace Nms.Probes.Icmp;

internal sealed partial class SocketEchoEngine
{
    private void Send()
    {
        using var batch = new DatagramBatch(BatchSize, IcmpCodec.HeaderBytes + _options.PayloadBytes);
        var places = new int[BatchSize];
        var endings = new List<Ending>();
        while (!_closed)
        {
            int count;
            int patience;
            lock (_gate)
            {
                GiveUp(endings);
                count = Take(batch, places);
                patience = _jobs.Count + _retries.Count > 0 ? 1 : _table.Waiting > 0 ? 5 : Timeout.Infinite;
            }

            if (count > 0)
            {
                SendAll(batch, places, count, endings);
            }

            foreach (var ending in endings)
            {
                Tell(ending);
            }

            if (count == 0 && endings.Count == 0)
            {
                _wake.WaitOne(patience);
            }

            endings.Clear();
        }
    }

    /// <summary>Ends or repeats what has waited long enough: each attempt's queue is in the order of its time.</summary>
    private void GiveUp(List<Ending> endings)
    {
        var now = _time.GetTimestamp();
        for (var attempt = 0; attempt < _due.Length; attempt++)
        {
            while (_due[attempt].TryPeek(out var head))
            {
                ref var place = ref _table[head.Place];
                var isCurrent = place.State == EchoTable.State.Waiting && place.Token == head.Token;
                if (isCurrent && head.At > now)
                {
                    break;
                }

                _due[attempt].Dequeue();
                if (!isCurrent)
                {
                    continue;
                }

                if (attempt < _options.Retries && !place.Job!.IsAbandoned)
                {
                    place.Attempt++;
                    _retries.Enqueue(head.Place);
                }
                else
                {
                    endings.Add(new Ending(place, EchoOutcome.Silent));
                    _table.Remove(head.Place, EchoTable.State.GivenUp);
                }
            }
        }
    }

    private int Take(DatagramBatch batch, int[] places)
    {
        var allowed = _pace.Available(BatchSize);
        var count = 0;
        while (count < allowed && _retries.TryDequeue(out var place))
        {
            // It may have been answered, and the place used again, while it waited for its turn.
            if (_table[place].State == EchoTable.State.Waiting && _table[place].Attempt > 0)
            {
                places[count++] = place;
            }
        }

        var turns = _jobs.Count;
        while (count < allowed && _table.Free > 0 && turns > 0)
        {
            var job = _jobs.Peek();
            switch (job.TryNext(out var address, out var scope))
            {
                case EchoNext.Ready:
                    places[count++] = _table.Add(job, address, scope);
                    break;
                case EchoNext.Wait:
                    _jobs.Enqueue(_jobs.Dequeue());
                    turns--;
                    break;
                default:
                    _jobs.Dequeue();
                    turns--;
                    break;
            }
        }

        if (count > 0 && _jobs.Count > 1)
        {
            _jobs.Enqueue(_jobs.Dequeue());
        }

        _pace.Take(count);
        _sent += count;
        var now = _time.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            Write(batch, i, places[i], now);
        }

        return count;
    }

    private void Write(DatagramBatch batch, int index, int at, long now)
    {
        ref var place = ref _table[at];
        var message = batch.Buffer(index);
        var payload = message[IcmpCodec.HeaderBytes..];
        BinaryPrimitives.WriteUInt64BigEndian(payload, place.Token);
        payload[TokenBytes] = place.Attempt;
        IcmpCodec.WriteEchoRequest(message, _family, _identifier, (ushort)at);
        batch.Prepare(index, message.Length, _family, place.Address, place.Scope);
        _table.SentAt(at, place.Attempt) = now;
        _due[place.Attempt].Enqueue((at, place.Token, now + _timeoutTicks));
    }

    private void SendAll(DatagramBatch batch, int[] places, int count, List<Ending> endings)
    {
        var done = 0;
        while (done < count && !_closed)
        {
            var gone = batch.Send(_socket, done, count - done, out var error);
            done += gone;
            if (gone > 0 || error == Libc.Interrupted)
            {
                continue;
            }

            if (error is Libc.TryAgain or Libc.NoBuffers)
            {
                // The interface's queue is full: what waits a moment gets through.
                _wake.WaitOne(1);
                continue;
            }

            lock (_gate)
            {
                _sent--;
                if (_table[places[done]].State == EchoTable.State.Waiting)
                {
                    endings.Add(new Ending(_table[places[done]], EchoOutcome.NotSent, Code: error));
                    _table.Remove(places[done], EchoTable.State.GivenUp);
                }
            }

            done++;
        }
    }
}
