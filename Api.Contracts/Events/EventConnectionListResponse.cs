namespace Nms.Contracts.Events;

/// <summary>Clients that follow events.</summary>
/// <param name="Connections">The longest connected first.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Silent">Names of silos that did not answer in time, whose clients are missing.</param>
public sealed record EventConnectionListResponse(IReadOnlyList<EventConnectionResponse> Connections, int Total, IReadOnlyList<string> Silent);
