namespace Nms.Contracts.Equipment;

/// <summary>An IP address that is, or may be, of this equipment.</summary>
/// <param name="Address">The address, in canonical form.</param>
/// <param name="PrefixLength">Length of its network's prefix.</param>
/// <param name="Interface">The interface that has it.</param>
/// <param name="MacAddress">The MAC address that answers for it.</param>
/// <param name="Verdict">Whether it is this equipment's.</param>
/// <param name="Reasons">Why the verdict.</param>
/// <param name="Sightings">Who named it.</param>
/// <param name="DnsName">Its name in reverse DNS.</param>
public sealed record EquipmentAddressResponse(
    string Address,
    int? PrefixLength,
    string? Interface,
    string? MacAddress,
    AddressVerdict Verdict,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<SightingResponse> Sightings,
    string? DnsName);
