namespace Nms.Contracts.Gns3;

/// <summary>One configured GNS3 server.</summary>
/// <param name="Name">Configured name.</param>
/// <param name="Url">Address, without credentials.</param>
/// <param name="Connected">True while its notifications are heard.</param>
/// <param name="Version">GNS3's version, once known.</param>
/// <param name="LastError">Why it is not connected, or null.</param>
/// <param name="Since">Since when it is connected, or not.</param>
/// <param name="ReconciledAt">When all its projects were last compared with the model.</param>
/// <param name="LastHeardAt">When it last said anything.</param>
/// <param name="WatchOnly">The hub never changes anything on it.</param>
/// <param name="ProjectCount">Number of projects.</param>
/// <param name="Transport">websocket, http, or null while not connected.</param>
/// <param name="Circuit">State of the circuit breaker: closed, open or half_open.</param>
/// <param name="Computes">Its computes.</param>
public sealed record ServerResponse(
    string Name,
    string Url,
    bool Connected,
    string? Version,
    string? LastError,
    DateTimeOffset? Since,
    DateTimeOffset? ReconciledAt,
    DateTimeOffset? LastHeardAt,
    bool WatchOnly,
    int ProjectCount,
    string? Transport,
    string Circuit,
    IReadOnlyList<ComputeResponse> Computes) : Answer;
