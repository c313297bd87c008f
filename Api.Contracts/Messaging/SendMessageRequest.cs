using System.ComponentModel.DataAnnotations;

namespace Nms.Contracts.Messaging;

/// <summary>Sends a message to one module.</summary>
/// <param name="Target">Name of the module; required.</param>
/// <param name="ReplyTo">The module that gets the response as a message of its own.</param>
public sealed record SendMessageRequest([property: Required] string? Target = null, string? ReplyTo = null) : OutgoingMessage;
