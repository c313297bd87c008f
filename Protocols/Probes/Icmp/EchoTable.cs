using System.Security.Cryptography;

namespace Nms.Probes.Icmp;

/// <summary>
/// The requests under way. A place's number is its sequence on the wire, so that an answer finds it in one look; a freed place is used
/// again as late as possible, so that late and double answers are known for what they are. Not safe for several threads.
/// </summary>
internal sealed class EchoTable
{
    private readonly Place[] _places;
    private readonly long[] _sentAt;
    private readonly int _attempts;
    private readonly Queue<int> _free;
    private readonly ulong[] _tokens = new ulong[256];
    private int _nextToken = 256;

    public EchoTable(int capacity, int attempts)
    {
        _places = new Place[capacity];
        _sentAt = new long[capacity * attempts];
        _attempts = attempts;
        _free = new Queue<int>(Enumerable.Range(0, capacity));
    }

    public enum State : byte
    {
        Free,
        Waiting,
        Answered,
        GivenUp,
    }

    public int Free => _free.Count;

    public int Waiting => _places.Length - _free.Count;

    public ref Place this[int index] => ref _places[index];

    public int Add(EchoJob job, UInt128 address, uint scope)
    {
        var index = _free.Dequeue();
        _places[index] = new Place { Job = job, Address = address, Scope = scope, Token = NextToken(), State = State.Waiting };
        return index;
    }

    public void Remove(int index, State state)
    {
        _places[index].State = state;
        _places[index].Job = null;
        _free.Enqueue(index);
    }

    public ref long SentAt(int index, int attempt) => ref _sentAt[(index * _attempts) + attempt];

    /// <summary>Nobody who has not seen the request can guess it.</summary>
    private ulong NextToken()
    {
        if (_nextToken == _tokens.Length)
        {
            RandomNumberGenerator.Fill(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_tokens.AsSpan()));
            _nextToken = 0;
        }

        return _tokens[_nextToken++];
    }

    public struct Place
    {
        public EchoJob? Job;
        public UInt128 Address;
        public ulong Token;
        public uint Scope;
        public byte Attempt;
        public State State;
    }
}
