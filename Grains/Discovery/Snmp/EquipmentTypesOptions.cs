namespace Nms.Discovery.Snmp;

/// <summary>How equipment is classified.</summary>
public sealed class EquipmentTypesOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Discovery";

    /// <summary>A file of rules that come before those built in; one with a built-in name takes its place.</summary>
    /// <value>None.</value>
    public string? TypesFile { get; set; }
}
