namespace Nms.Gns3;

/// <summary>Where a node's console can be reached from here.</summary>
/// <param name="Type">telnet, vnc, http, https, spice or spice+agent.</param>
/// <param name="Host">Name or address, without brackets.</param>
/// <param name="Port">TCP port.</param>
public sealed record Gns3ConsoleEndpoint(string Type, string Host, int Port);
