namespace Nms.Messaging;

/// <summary>A module could not do what a message asks for.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Error">Why.</param>
/// <param name="Retry">Whether another attempt may succeed.</param>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.Rejection")]
public sealed record Rejection(
    [property: Id(0)] Guid MessageId,
    [property: Id(1)] string Error,
    [property: Id(2)] bool Retry = true);
