using System.Collections.Immutable;

namespace Nms.Messaging;

/// <summary>Remembers the contents of an inbox's newest messages within a bound, and reads the others from the store.</summary>
internal sealed class InboxBodies(IMessageStore store)
{
    private const long MostBytes = 8L << 20;

    // Beside its content a message takes about this much.
    private const int Overhead = 512;

    private long _bytes;

    public void Remember(InboxEntry entry, HubMessage message)
    {
        if (_bytes + entry.Size + Overhead <= MostBytes)
        {
            entry.Body = message;
            _bytes += entry.Size + Overhead;
        }
    }

    public void Forget(InboxEntry entry)
    {
        if (entry.Body is not null)
        {
            entry.Body = null;
            _bytes -= entry.Size + Overhead;
        }
    }

    /// <summary>The messages of these entries, in their order; one that is gone from the store is left out.</summary>
    public async Task<ImmutableArray<HubMessage>> GetAsync(IReadOnlyCollection<InboxEntry> entries, CancellationToken cancellationToken)
    {
        ImmutableArray<long> missing = [.. entries.Where(entry => entry.Body is null).Select(entry => entry.Sequence)];
        var read = missing is [] ? [] : (await store.ReadAsync(missing, cancellationToken)).ToDictionary(message => message.Sequence);
        return
        [
            .. entries
                .Select(entry => (Entry: entry, Message: entry.Body ?? read.GetValueOrDefault(entry.Sequence)))
                .Where(found => found.Message is not null)
                .Select(found => Live(found.Entry, found.Message!)),
        ];
    }

    /// <summary>The message as it is now: who has it is only known here.</summary>
    public static HubMessage Live(InboxEntry entry, HubMessage message) => entry.Read().Apply(message);
}
