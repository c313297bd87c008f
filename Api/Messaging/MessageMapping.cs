using Nms.Api.Events;
using Nms.Contracts.Messaging;
using Nms.Messaging;
using WireStatus = Nms.Contracts.Messaging.MessageStatus;
using WireType = Nms.Contracts.Messaging.MessageType;

namespace Nms.Api.Messaging;

/// <summary>Messages as JSON shows them. The numbers of the two vocabularies agree, and a test says so.</summary>
internal static class MessageMapping
{
    public static MessageResponse ToResponse(this HubMessage message) => new(
        message.MessageId,
        message.Sender,
        message.Inbox,
        message.Type.ToWire(),
        message.Priority.ToWire(),
        ApiJson.Element(message.DataJson)!.Value,
        message.CreatedAt,
        message.ExpiresAt,
        (WireStatus)message.Status,
        message.Attempts,
        message.DueAt,
        message.LeaseEndsAt,
        message.CorrelationId,
        message.ReplyTo,
        message.Broadcast,
        ApiJson.Element(message.ResponseJson),
        message.Error,
        message.FinishedAt);

    public static WireType ToWire(this Nms.Messaging.MessageType type) => (WireType)type;

    public static Nms.Messaging.MessageType FromWire(this WireType type) => (Nms.Messaging.MessageType)type;

    public static HubResponse ToResponse(this HubStatus status, IReadOnlyList<Nms.Modules.ModuleSnapshot> modules, DateTimeOffset now)
    {
        var inboxes = status.Inboxes;
        var (completed, failed) = (inboxes.Sum(inbox => inbox.Completed), inboxes.Sum(inbox => inbox.Failed));
        return new HubResponse(
            status.Running ? "running" : "stopped",
            status.Since,
            [.. modules.Select(module => module.Name)],
            modules.ToDictionary(module => module.Name, module => module.Healthy),
            new HubQueueSizes(Math.Max(0, inboxes.Sum(inbox => inbox.Open) - status.Processing), status.Processing, completed, failed),
            new HubStatistics(
                inboxes.Sum(inbox => inbox.Total),
                completed,
                failed,
                completed == 0 ? 0 : inboxes.Sum(inbox => inbox.Processing.TotalSeconds) / completed,
                inboxes.Select(inbox => inbox.Peak).DefaultIfEmpty().Max()),
            inboxes.SelectMany(inbox => inbox.Latency)
                .GroupBy(entry => entry.Key.ToWord(), entry => entry.Value)
                .ToDictionary(group => group.Key, group => new HubLatency(
                    group.Sum(latency => latency.Count), group.Sum(latency => latency.Total.TotalSeconds) / Math.Max(1, group.Sum(latency => latency.Count)))),
            Nms.Modules.WorkflowNames.All,
            now);
    }
}
