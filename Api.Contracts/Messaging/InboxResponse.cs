namespace Nms.Contracts.Messaging;

/// <summary>Messages handed to a module, in order of delivery. Each has to be acknowledged before its lease ends.</summary>
/// <param name="Messages">The messages; none when the wait ended without any.</param>
public sealed record InboxResponse(IReadOnlyList<MessageResponse> Messages);
