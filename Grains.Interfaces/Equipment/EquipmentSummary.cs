using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>One piece of equipment as it stands in lists.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentSummary")]
public sealed record EquipmentSummary
{
    /// <summary>Its id.</summary>
    [Id(0)] public required Guid EquipmentId { get; init; }

    /// <summary>The project; null when it is in no lab.</summary>
    [Id(1)] public Guid? ProjectId { get; init; }

    /// <summary>The GNS3 server.</summary>
    [Id(2)] public string? Server { get; init; }

    /// <summary>Its name.</summary>
    [Id(3)] public required string Name { get; init; }

    /// <summary>What it calls itself.</summary>
    [Id(4)] public string? HostName { get; init; }

    /// <summary>GNS3's node type.</summary>
    [Id(5)] public string? NodeType { get; init; }

    /// <summary>router, switch, …</summary>
    [Id(6)] public string? DeviceType { get; init; }

    /// <summary>Who made it.</summary>
    [Id(7)] public string? Vendor { get; init; }

    /// <summary>Model.</summary>
    [Id(8)] public string? Model { get; init; }

    /// <summary>Serial number.</summary>
    [Id(9)] public string? SerialNumber { get; init; }

    /// <summary>Operating system.</summary>
    [Id(10)] public string? OperatingSystem { get; init; }

    /// <summary>What became of the last profile.</summary>
    [Id(11)] public ProfileStatus Status { get; init; }

    /// <summary>Whether it was not found any more by the last run that looked for it.</summary>
    [Id(12)] public bool Lost { get; init; }

    /// <summary>Its addresses that are not refuted.</summary>
    [Id(13)] public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>Its MAC addresses.</summary>
    [Id(14)] public ImmutableArray<string> MacAddresses { get; init; } = [];

    /// <summary>Whether an agent answered.</summary>
    [Id(15)] public bool SnmpAvailable { get; init; }

    /// <summary>When it was found first.</summary>
    [Id(16)] public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When it was last found.</summary>
    [Id(17)] public DateTimeOffset SeenAt { get; init; }

    /// <summary>When its profile last changed.</summary>
    [Id(18)] public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Number of the profile's version.</summary>
    [Id(19)] public int Version { get; init; }

    /// <summary>Since when it is lost.</summary>
    [Id(20)] public DateTimeOffset? LostAt { get; init; }

    /// <summary>Why it is lost.</summary>
    [Id(21)] public string? LostReason { get; init; }
}
