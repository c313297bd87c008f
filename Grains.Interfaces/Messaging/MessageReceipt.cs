namespace Nms.Messaging;

/// <summary>A message that is on disk.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="Inbox">The module it is for.</param>
/// <param name="Duplicate">It was there already: the sender repeats himself.</param>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.MessageReceipt")]
public sealed record MessageReceipt(
    [property: Id(0)] Guid MessageId,
    [property: Id(1)] string Inbox,
    [property: Id(2)] bool Duplicate);
