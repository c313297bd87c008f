using Nms.Messaging;

namespace Nms.Api.Messaging;

/// <summary>What the audit log keeps of messages that were sent: not their contents.</summary>
internal sealed record SentMessages(Guid? MessageId, string Sender, string MessageType, int Messages)
{
    public static SentMessages Of(IReadOnlyCollection<MessageReceipt> receipts, MessageDraft draft) =>
        new(receipts.Count == 1 ? receipts.First().MessageId : null, draft.Sender, draft.Type.ToString(), receipts.Count);
}
