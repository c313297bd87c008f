namespace Nms.Contracts.Nodes;

/// <summary>Where a node's console listens.</summary>
/// <param name="Type">telnet, vnc, http, https, spice or none.</param>
/// <param name="Host">Address.</param>
/// <param name="Port">Port.</param>
/// <param name="Url">Type, host and port in one, or null when there is nothing to connect to.</param>
public sealed record ConsoleResponse(string Type, string? Host, int? Port, string? Url) : Answer;
