using Nms.Events;
using Nms.Messaging;

namespace Nms.Storage.Tests;

internal static class MessageSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static HubMessage Message(string inbox = "monitoring", EventPriority priority = EventPriority.Normal, Guid? id = null) => new()
    {
        MessageId = id ?? Guid.CreateVersion7(),
        Inbox = inbox,
        Sender = "reporting",
        SentBy = "user:1",
        Type = MessageType.MonitoringData,
        Priority = priority,
        DataJson = "{\"name\":\"Größe ✓\"}",
        CreatedAt = Noon.AddMicroseconds(7),
        ExpiresAt = Noon.AddHours(1),
    };

    public static MessageOutcome Done(long sequence, string? response = null) => new(sequence, EventPriority.Normal, MessageStatus.Completed, 0)
    {
        ResponseJson = response,
        FinishedAt = Noon.AddSeconds(3),
        Queued = TimeSpan.FromSeconds(1),
        Processing = TimeSpan.FromSeconds(2),
    };

    public static MessageOutcome Dead(long sequence) =>
        new(sequence, EventPriority.Normal, MessageStatus.Failed, 4) { Error = "no", FinishedAt = Noon.AddSeconds(3) };
}
