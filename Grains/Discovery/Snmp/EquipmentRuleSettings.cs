namespace Nms.Discovery.Snmp;

/// <summary>A rule as a file of types has it.</summary>
internal sealed record EquipmentRuleSettings
{
    public string? Name { get; init; }

    /// <summary>Where the sysObjectID is; none when it does not matter.</summary>
    public IReadOnlyList<string> ObjectIds { get; init; } = [];

    /// <summary>A pattern for sysDescr, whose groups named version and model give these.</summary>
    public string? Description { get; init; }

    public string? Vendor { get; init; }

    public string? Model { get; init; }

    public string? OperatingSystem { get; init; }

    public string? Kind { get; init; }
}
