namespace Nms.Contracts.Webhooks;

/// <summary>Which dead letters to deliver again.</summary>
/// <param name="EventIds">Their events; all when left out.</param>
public sealed record ReplayDeadLettersRequest(IReadOnlyList<Guid>? EventIds = null);
