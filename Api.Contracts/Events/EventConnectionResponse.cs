namespace Nms.Contracts.Events;

/// <summary>One client that follows events.</summary>
/// <param name="ConnectionId">Id of the connection, as its first frame told it.</param>
/// <param name="Silo">The silo that serves it.</param>
/// <param name="PrincipalId">Stable id of who follows.</param>
/// <param name="PrincipalName">His name.</param>
/// <param name="Address">Address of the client.</param>
/// <param name="UserAgent">What the client says it is.</param>
/// <param name="Path">The path that it called.</param>
/// <param name="Transport">websocket, websocket+cbor or sse.</param>
/// <param name="ConnectedAt">When it connected.</param>
/// <param name="LastHeartbeat">When its last heartbeat came; null when it has sent none.</param>
/// <param name="Subscriptions">Subscriptions that it has.</param>
/// <param name="Filter">What narrows them.</param>
/// <param name="Cursor">Its place in the feed.</param>
/// <param name="Acknowledged">The place that it has acknowledged; null when it does not acknowledge.</param>
/// <param name="Sent">Events sent to it.</param>
/// <param name="Queued">Events that wait for it.</param>
/// <param name="Coalesced">Low events for which a newer one stood.</param>
/// <param name="LeftOut">Events left out because too many waited.</param>
public sealed record EventConnectionResponse(
    Guid ConnectionId,
    string Silo,
    string PrincipalId,
    string PrincipalName,
    string? Address,
    string? UserAgent,
    string Path,
    string Transport,
    DateTimeOffset ConnectedAt,
    DateTimeOffset? LastHeartbeat,
    IReadOnlyList<string> Subscriptions,
    EventFilterResponse Filter,
    string Cursor,
    string? Acknowledged,
    long Sent,
    int Queued,
    long Coalesced,
    long LeftOut);

/// <summary>What narrows subscriptions; an empty list does not.</summary>
/// <param name="Types">Event types, with wildcards.</param>
/// <param name="Priority">The least urgent wanted.</param>
/// <param name="ProjectId">Projects.</param>
/// <param name="NodeId">Nodes.</param>
/// <param name="Source">Who says so.</param>
public sealed record EventFilterResponse(
    IReadOnlyList<string> Types, EventPriority Priority, IReadOnlyList<Guid> ProjectId, IReadOnlyList<Guid> NodeId, IReadOnlyList<string> Source);
