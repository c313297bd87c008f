namespace Nms.Api.Messaging;

/// <summary>What the audit log keeps of messages that were settled.</summary>
internal sealed record SettledMessages(int Acknowledged, int Rejected, int Unknown);
