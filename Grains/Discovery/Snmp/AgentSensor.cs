namespace Nms.Discovery.Snmp;

/// <summary>A sensor.</summary>
/// <param name="Name">What it measures, by the name of its part.</param>
/// <param name="Unit">celsius, rpm, voltsDC, …</param>
/// <param name="Value">In that unit; null when it gives none.</param>
/// <param name="Status">ok, unavailable, nonoperational, or Cisco's normal, warning, critical, ….</param>
/// <param name="Mib">The MIB it is from.</param>
internal sealed record AgentSensor(string Name, string Unit, double? Value, string? Status, string Mib);
