using Nms.Contracts.Events;

namespace Nms.Api.Compatibility;

/// <summary>A message is on disk; of a broadcast all of them.</summary>
internal sealed record HubMessageQueued(Guid MessageId, string Status, EventPriority Priority, string Target, IReadOnlyList<Guid> MessageIds, DateTimeOffset Timestamp);

/// <summary>A broadcast is on disk.</summary>
internal sealed record HubMessagesQueued(IReadOnlyList<Guid> MessageIds, int TargetCount, string? CapabilityFilter, DateTimeOffset Timestamp);
