namespace Nms.Contracts.Messaging;

/// <summary>Sends a message to every module but the sender.</summary>
/// <param name="Capability">Only to modules that have it; to all when absent.</param>
public sealed record BroadcastRequest(string? Capability = null) : OutgoingMessage;
