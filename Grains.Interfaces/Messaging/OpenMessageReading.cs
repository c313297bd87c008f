namespace Nms.Messaging;

/// <summary>How far an open message is, which only its inbox knows.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Attempts">Attempts that failed.</param>
/// <param name="DueAt">When the next attempt is due, or null.</param>
/// <param name="LeaseEndsAt">Until when the module has it; null when it waits.</param>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.OpenMessageReading")]
public sealed record OpenMessageReading(
    [property: Id(0)] Guid MessageId,
    [property: Id(1)] int Attempts,
    [property: Id(2)] DateTimeOffset? DueAt,
    [property: Id(3)] DateTimeOffset? LeaseEndsAt)
{
    /// <summary>The message as it is now.</summary>
    public HubMessage Apply(HubMessage message) => message with
    {
        Status = LeaseEndsAt is null ? MessageStatus.Pending : MessageStatus.Processing,
        Attempts = Attempts,
        DueAt = DueAt,
        LeaseEndsAt = LeaseEndsAt,
    };
}
