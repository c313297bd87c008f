using System.Numerics;
using System.Security.Cryptography;

namespace Nms.Snmp.Engine;

/// <summary>
/// The requests in flight by the number they are sent with. A number is a place in the table and how often the place was used, from
/// a random beginning: finding is one look, an old answer finds nothing, and the next number is not to be guessed.
/// </summary>
internal sealed class RequestTable
{
    private readonly PendingRequest?[] _places;
    private readonly int[] _uses;
    private readonly int[] _free;
    private readonly int _bits;
    private readonly Lock _gate = new();
    private int _freeCount;

    public RequestTable(int capacity)
    {
        _bits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)capacity));
        _places = new PendingRequest?[1 << _bits];
        _uses = new int[_places.Length];
        _free = new int[capacity];
        _freeCount = capacity;
        Capacity = capacity;
        for (var i = 0; i < capacity; i++)
        {
            _free[i] = i;
            _uses[i] = RandomNumberGenerator.GetInt32(int.MaxValue);
        }
    }

    public int Capacity { get; }

    public int Count => Capacity - Volatile.Read(ref _freeCount);

    /// <summary>Gives a request a number; false when all are taken.</summary>
    public bool TryAdd(PendingRequest request)
    {
        lock (_gate)
        {
            if (_freeCount == 0)
            {
                return false;
            }

            var place = _free[--_freeCount];
            request.Id = ((_uses[place]++ << _bits) | place) & int.MaxValue;
            Volatile.Write(ref _places[place], request);
            return true;
        }
    }

    public PendingRequest? Find(int id)
    {
        var request = id < 0 ? null : Volatile.Read(ref _places[id & (_places.Length - 1)]);
        return request?.Id == id ? request : null;
    }

    public void Remove(PendingRequest request)
    {
        lock (_gate)
        {
            var place = request.Id & (_places.Length - 1);
            if (_places[place] == request)
            {
                _places[place] = null;
                _free[_freeCount++] = place;
            }
        }
    }

    /// <summary>All requests in flight at some moment.</summary>
    public IReadOnlyList<PendingRequest> Snapshot()
    {
        lock (_gate)
        {
            return [.. _places.OfType<PendingRequest>()];
        }
    }
}
