using System.Collections.Concurrent;

namespace Nms.Api.Events;

/// <summary>Counts the WebSockets of this silo by whose they are. Whoever has none is not kept.</summary>
internal sealed class SocketSeats
{
    private readonly ConcurrentDictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>How many have any.</summary>
    public int Owners => _taken.Count;

    /// <summary>Takes a seat; null when this owner has as many as he may.</summary>
    public IDisposable? Take(string owner, int most)
    {
        while (true)
        {
            if (!_taken.TryGetValue(owner, out var taken))
            {
                if (_taken.TryAdd(owner, 1))
                    return new Seat(this, owner);
            }
            else if (taken >= most)
            {
                return null;
            }
            else if (_taken.TryUpdate(owner, taken + 1, taken))
            {
                return new Seat(this, owner);
            }
        }
    }

    private void Leave(string owner)
    {
        while (_taken.TryGetValue(owner, out var taken)
            && !(taken == 1 ? _taken.TryRemove(KeyValuePair.Create(owner, 1)) : _taken.TryUpdate(owner, taken - 1, taken)))
        {
        }
    }

    private sealed class Seat(SocketSeats seats, string owner) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                seats.Leave(owner);
        }
    }
}
