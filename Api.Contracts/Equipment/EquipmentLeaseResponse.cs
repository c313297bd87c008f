namespace Nms.Contracts.Equipment;

/// <summary>An address that equipment leased to somebody.</summary>
/// <param name="Address">The address.</param>
/// <param name="MacAddress">Whose.</param>
/// <param name="HostName">The name the client gave.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Source">Who said it.</param>
public sealed record EquipmentLeaseResponse(
    string Address,
    string? MacAddress,
    string? HostName,
    DateTimeOffset? EndsAt,
    FactSource Source);
