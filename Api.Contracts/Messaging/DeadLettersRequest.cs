namespace Nms.Contracts.Messaging;

/// <summary>Which dead letters.</summary>
/// <param name="MessageIds">These; all of the module when absent.</param>
public sealed record DeadLettersRequest(IReadOnlyList<Guid>? MessageIds = null);
