namespace Nms.Contracts.Messaging;

/// <summary>Messages, the newest first.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="Next">Pass it as before to go on; null when there are no more.</param>
public sealed record MessageListResponse(IReadOnlyList<MessageResponse> Messages, long? Next);
