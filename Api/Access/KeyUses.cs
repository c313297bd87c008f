using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Nms.Api.Access;

/// <summary>When API keys were used last, told to the directory once a minute: a use must not cost a write.</summary>
internal sealed class KeyUses(TimeProvider time)
{
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_exactness = TimeSpan.FromSeconds(10);

    private ConcurrentDictionary<Guid, DateTimeOffset> _uses = new();
    private long _flushedAt = time.GetTimestamp();

    /// <summary>Bounded by the number of keys, because only keys that exist come here.</summary>
    public void Note(Guid keyId)
    {
        var now = time.GetUtcNow();
        if (!_uses.TryGetValue(keyId, out var noted) || now - noted > s_exactness)
        {
            _uses[keyId] = now;
        }
    }

    /// <summary>The last use that the directory may not know of yet.</summary>
    public DateTimeOffset? Of(Guid keyId) => _uses.TryGetValue(keyId, out var at) ? at : null;

    public async Task FlushAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_flushedAt) < s_period)
        {
            return;
        }

        _flushedAt = time.GetTimestamp();
        var noted = Interlocked.Exchange(ref _uses, new ConcurrentDictionary<Guid, DateTimeOffset>());
        if (!noted.IsEmpty)
        {
            await grains.AccessDirectory().RecordKeyUsesAsync(noted.ToImmutableDictionary(), cancellationToken);
        }
    }
}
