namespace Nms.Contracts.Nodes;

/// <summary>One port of a node.</summary>
/// <param name="Name">Such as Ethernet0.</param>
/// <param name="ShortName">Such as e0.</param>
/// <param name="AdapterNumber">Adapter.</param>
/// <param name="PortNumber">Port on the adapter.</param>
/// <param name="LinkType">ethernet or serial.</param>
public sealed record NodePortResponse(string Name, string ShortName, int AdapterNumber, int PortNumber, string LinkType);
