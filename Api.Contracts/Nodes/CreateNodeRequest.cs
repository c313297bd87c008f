using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Nms.Contracts.Nodes;

/// <summary>Creates a node.</summary>
/// <param name="Name">Name; required. GNS3 numbers it when taken.</param>
/// <param name="NodeType">vpcs, qemu, dynamips, docker, …; required.</param>
/// <param name="ComputeId">Compute to run on; local when absent.</param>
/// <param name="X">Position on the canvas.</param>
/// <param name="Y">Position on the canvas.</param>
/// <param name="Z">Layer on the canvas.</param>
/// <param name="Symbol">GNS3 symbol.</param>
/// <param name="ConsoleType">telnet, vnc, http, https, spice or none.</param>
/// <param name="Properties">GNS3's properties of this node type.</param>
public sealed record CreateNodeRequest(
    [property: Required] string? Name = null,
    [property: Required] string? NodeType = null,
    string? ComputeId = null,
    int? X = null,
    int? Y = null,
    int? Z = null,
    string? Symbol = null,
    string? ConsoleType = null,
    JsonElement? Properties = null);
