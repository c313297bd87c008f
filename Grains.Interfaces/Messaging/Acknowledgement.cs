namespace Nms.Messaging;

/// <summary>A module has done what a message asks for.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="ResponseJson">What it answers, a JSON object; null for nothing.</param>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.Acknowledgement")]
public sealed record Acknowledgement(
    [property: Id(0)] Guid MessageId,
    [property: Id(1)] string? ResponseJson = null);
