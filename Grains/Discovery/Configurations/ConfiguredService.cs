namespace Nms.Discovery.Configurations;

/// <summary>Whether a service is switched on: ssh, telnet, http, https, dhcp.</summary>
internal sealed record ConfiguredService(string Name, bool IsOn);
