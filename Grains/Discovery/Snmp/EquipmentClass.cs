namespace Nms.Discovery.Snmp;

/// <summary>What kind of equipment an agent belongs to; null where nothing tells.</summary>
/// <param name="Vendor">Who made it.</param>
/// <param name="Model">The model or family.</param>
/// <param name="OperatingSystem">Its operating system.</param>
/// <param name="Version">The version of that.</param>
/// <param name="Kind">router, switch, firewall, host, access-point, printer, ups, …</param>
/// <param name="Rule">The name of the rule that said so.</param>
internal sealed record EquipmentClass(string? Vendor, string? Model, string? OperatingSystem, string? Version, string? Kind, string? Rule)
{
    public static EquipmentClass Unknown { get; } = new(null, null, null, null, null, null);

    /// <summary>The rule that was given up because its pattern took too long for this description.</summary>
    public string? GivenUp { get; init; }
}
