namespace Nms.Discovery.Snmp;

/// <summary>A physical part (ENTITY-MIB).</summary>
internal sealed record AgentModule
{
    public required int Index { get; init; }

    /// <summary>chassis, module, powerSupply, fan, port, sensor, …</summary>
    public string? Class { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Model { get; init; }

    public string? Serial { get; init; }

    public string? Manufacturer { get; init; }

    public string? HardwareRevision { get; init; }

    public string? FirmwareRevision { get; init; }

    public string? SoftwareRevision { get; init; }

    /// <summary>Index of what holds it; 0 when nothing does.</summary>
    public int ContainedIn { get; init; }
}
