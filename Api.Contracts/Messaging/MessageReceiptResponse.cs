namespace Nms.Contracts.Messaging;

/// <summary>A message that is on disk and will be delivered.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="Target">The module.</param>
/// <param name="Status">queued</param>
/// <param name="Duplicate">It was there already.</param>
/// <param name="Timestamp">When this was answered.</param>
public sealed record MessageReceiptResponse(Guid MessageId, string Target, string Status, bool Duplicate, DateTimeOffset Timestamp);
