using System.Text.Json;

namespace Nms.Contracts.Nodes;

/// <summary>Changes a node; absent members stay as they are.</summary>
/// <param name="Name">New name; GNS3 numbers it when taken.</param>
/// <param name="X">Position on the canvas.</param>
/// <param name="Y">Position on the canvas.</param>
/// <param name="Z">Layer on the canvas.</param>
/// <param name="Symbol">GNS3 symbol.</param>
/// <param name="Locked">Whether it may not be moved.</param>
/// <param name="ConsoleType">telnet, vnc, http, https, spice or none.</param>
/// <param name="Properties">GNS3's properties of this node type.</param>
public sealed record UpdateNodeRequest(
    string? Name = null,
    int? X = null,
    int? Y = null,
    int? Z = null,
    string? Symbol = null,
    bool? Locked = null,
    string? ConsoleType = null,
    JsonElement? Properties = null);
