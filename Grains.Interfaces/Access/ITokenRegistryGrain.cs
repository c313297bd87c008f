using Orleans.Concurrency;

namespace Nms.Access;

/// <summary>Keeps the keys that sign access tokens, and the sessions that ended before their last access token did.</summary>
[Alias("Nms.Access.ITokenRegistryGrain")]
public interface ITokenRegistryGrain : IGrainWithStringKey
{
    /// <summary>What changed since a version, or null; -1 is before everything.</summary>
    [ReadOnly, Alias("GetChanges")]
    ValueTask<TokenRegistry?> GetChangesAsync(long known, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a key when the newest is the one that the caller saw, so that of several silos one adds it. Keys that no token
    /// can need any more are dropped.
    /// </summary>
    /// <param name="key">The new key.</param>
    /// <param name="newest">Id of the newest key the caller saw; null for none.</param>
    /// <param name="dropOthers">True to refuse every token signed before, after a leak.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    [Alias("AddKey")]
    Task<TokenRegistry> AddKeyAsync(SigningKeyRecord key, string? newest, bool dropOthers, CancellationToken cancellationToken = default);

    /// <summary>Refuses the access tokens of a session until the last of them has expired by itself. Idempotent.</summary>
    [Alias("EndSession")]
    Task EndSessionAsync(Guid sessionId, DateTimeOffset until, CancellationToken cancellationToken = default);
}
