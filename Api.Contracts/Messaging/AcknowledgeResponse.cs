namespace Nms.Contracts.Messaging;

/// <summary>What was recorded.</summary>
/// <param name="Acknowledged">Done, on disk.</param>
/// <param name="Rejected">To be tried again, or given up.</param>
/// <param name="Unknown">Not open in this inbox: settled before, expired, or never there.</param>
public sealed record AcknowledgeResponse(IReadOnlyList<Guid> Acknowledged, IReadOnlyList<Guid> Rejected, IReadOnlyList<Guid> Unknown);
