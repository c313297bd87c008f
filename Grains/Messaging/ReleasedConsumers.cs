namespace Nms.Messaging;

/// <summary>
/// Consumers that are gone. A poll of theirs may still be under way, or arrive later than the word that they are; what it took would wait
/// for the end of its lease. Remembers the latest, which is longer than a poll takes.
/// </summary>
internal sealed class ReleasedConsumers
{
    private const int Most = 4_096;

    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Guid> _order = [];

    public bool Contains(Guid consumer) => _known.Contains(consumer);

    public void Add(Guid consumer)
    {
        if (!_known.Add(consumer))
        {
            return;
        }

        _order.Enqueue(consumer);
        if (_order.Count > Most)
        {
            _known.Remove(_order.Dequeue());
        }
    }
}
