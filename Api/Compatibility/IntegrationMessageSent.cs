using Nms.Contracts.Messaging;

namespace Nms.Api.Compatibility;

/// <summary>A message of the integration interface is on disk.</summary>
internal sealed record IntegrationMessageSent(string Message, MessageType MessageType, string Target, IReadOnlyList<Guid> MessageIds, DateTimeOffset Timestamp);
