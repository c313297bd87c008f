namespace Nms.Access;

/// <summary>The sessions of one user: each a family of refresh tokens of which only the latest is good.</summary>
[Alias("Nms.Access.ISessionsGrain")]
public interface ISessionsGrain : IGrainWithGuidKey
{
    /// <summary>Begins a session; of too many, the oldest ends. Returns when this one ends at the latest.</summary>
    [Alias("Start")]
    Task<DateTimeOffset> StartAsync(SessionStart start, CancellationToken cancellationToken = default);

    /// <summary>Replaces the refresh token of a session. A token that is not the latest one ends the session.</summary>
    [Alias("Refresh")]
    Task<RefreshResult> RefreshAsync(Guid sessionId, string secretHash, string nextHash, CancellationToken cancellationToken = default);

    /// <summary>Ends a session. True when it was there.</summary>
    [Alias("End")]
    Task<bool> EndAsync(Guid sessionId, CancellationToken cancellationToken = default);
}
