namespace Nms.Contracts.Discovery;

/// <summary>One target of a run and how far it is.</summary>
/// <param name="EquipmentId">The equipment; in a lab, the node.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Error">The first section of its profile that is not complete, and why.</param>
/// <param name="TookSeconds">How long it took.</param>
/// <param name="Requests">Requests that were sent to it.</param>
/// <param name="Changed">Whether its profile is new or differs from the one before.</param>
/// <param name="Addresses">The addresses at which it was found; empty in a lab.</param>
/// <param name="Depth">How many neighbours away from a seed or a find of the sweep; 0 in a lab.</param>
public sealed record DiscoveryTargetResponse(
    Guid EquipmentId, string Name, DiscoveryTargetStatus Status, string? Error, double? TookSeconds, int Requests, bool Changed, IReadOnlyList<string> Addresses, int Depth);
