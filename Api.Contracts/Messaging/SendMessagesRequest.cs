using System.ComponentModel.DataAnnotations;

namespace Nms.Contracts.Messaging;

/// <summary>Sends several messages, each for itself.</summary>
/// <param name="Messages">1 to 500 messages; those to one module are delivered in this order inside a priority.</param>
public sealed record SendMessagesRequest([property: Required] IReadOnlyList<SendMessageRequest>? Messages = null);
