namespace Nms.Contracts.Equipment;

/// <summary>One piece of equipment as it stands in lists.</summary>
/// <param name="EquipmentId">Its id.</param>
/// <param name="ProjectId">The project; null when it is in no lab.</param>
/// <param name="Server">The GNS3 server.</param>
/// <param name="Name">Its name.</param>
/// <param name="HostName">What it calls itself.</param>
/// <param name="NodeType">GNS3's node type.</param>
/// <param name="DeviceType">router, switch, …</param>
/// <param name="Vendor">Who made it.</param>
/// <param name="Model">Model.</param>
/// <param name="SerialNumber">Serial number.</param>
/// <param name="OperatingSystem">Operating system.</param>
/// <param name="Status">What became of the last profile.</param>
/// <param name="Lost">Whether it was not found any more by the last run that looked for it.</param>
/// <param name="Addresses">Its addresses that are not refuted.</param>
/// <param name="MacAddresses">Its MAC addresses.</param>
/// <param name="SnmpAvailable">Whether an agent answered.</param>
/// <param name="FirstSeenAt">When it was found first.</param>
/// <param name="SeenAt">When it was last found.</param>
/// <param name="ChangedAt">When its profile last changed.</param>
/// <param name="Version">Number of the profile's version.</param>
/// <param name="LostAt">Since when it is lost.</param>
/// <param name="LostReason">Why it is lost.</param>
public sealed record EquipmentSummaryResponse(
    Guid EquipmentId,
    Guid? ProjectId,
    string? Server,
    string Name,
    string? HostName,
    string? NodeType,
    string? DeviceType,
    string? Vendor,
    string? Model,
    string? SerialNumber,
    string? OperatingSystem,
    ProfileStatus Status,
    bool Lost,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> MacAddresses,
    bool SnmpAvailable,
    DateTimeOffset FirstSeenAt,
    DateTimeOffset SeenAt,
    DateTimeOffset ChangedAt,
    int Version,
    DateTimeOffset? LostAt,
    string? LostReason);
