namespace Nms.Messaging;

/// <summary>How full an inbox is.</summary>
/// <param name="Pending">Messages that wait.</param>
/// <param name="Processing">Messages that the module has and has not acknowledged.</param>
/// <param name="Bytes">What their contents take on the disk.</param>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.InboxReading")]
public sealed record InboxReading(
    [property: Id(0)] int Pending,
    [property: Id(1)] int Processing,
    [property: Id(2)] long Bytes);
