using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Nms.Contracts.Messaging;

/// <summary>Says what became of messages.</summary>
/// <param name="MessageIds">Done.</param>
/// <param name="Responses">What is answered to some of them, by message id: objects. These need not be listed above.</param>
/// <param name="Rejected">Not done.</param>
public sealed record AcknowledgeRequest(
    IReadOnlyList<Guid>? MessageIds = null,
    IReadOnlyDictionary<Guid, JsonElement>? Responses = null,
    IReadOnlyList<RejectedMessage>? Rejected = null);

/// <summary>A message that was not dealt with.</summary>
/// <param name="MessageId">The message; required.</param>
/// <param name="Error">Why; required.</param>
/// <param name="Retry">Whether another attempt may succeed; true when absent.</param>
public sealed record RejectedMessage([property: Required] Guid? MessageId = null, [property: Required] string? Error = null, bool? Retry = null);
