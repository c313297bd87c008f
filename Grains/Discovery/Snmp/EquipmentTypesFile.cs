namespace Nms.Discovery.Snmp;

/// <summary>A file of types.</summary>
internal sealed record EquipmentTypesFile
{
    /// <summary>The names of vendors by their numbers below 1.3.6.1.4.1.</summary>
    public IReadOnlyDictionary<string, string> Vendors { get; init; } = new Dictionary<string, string>();

    /// <summary>The rules; the first that fits decides.</summary>
    public IReadOnlyList<EquipmentRuleSettings> Rules { get; init; } = [];
}
