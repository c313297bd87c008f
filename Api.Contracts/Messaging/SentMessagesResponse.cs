namespace Nms.Contracts.Messaging;

/// <summary>What became of each of several messages.</summary>
/// <param name="Results">In the order of the request.</param>
/// <param name="Accepted">How many are on disk.</param>
/// <param name="Refused">How many are not.</param>
/// <param name="Timestamp">When this was answered.</param>
public sealed record SentMessagesResponse(IReadOnlyList<SentMessageResult> Results, int Accepted, int Refused, DateTimeOffset Timestamp);

/// <summary>What became of one of them.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="Target">The module.</param>
/// <param name="Status">queued or refused.</param>
/// <param name="Duplicate">It was there already.</param>
/// <param name="Code">Code of the error when it was refused.</param>
/// <param name="Message">Why it was refused.</param>
public sealed record SentMessageResult(Guid MessageId, string Target, string Status, bool Duplicate, string? Code, string? Message);
