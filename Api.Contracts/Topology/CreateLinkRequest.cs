using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Nms.Contracts.Topology;

/// <summary>Creates a link.</summary>
/// <param name="Nodes">Its two ends; required.</param>
/// <param name="Filters">Filters to put in force, see <see cref="UpdateLinkRequest"/>.</param>
/// <param name="Suspend">Whether GNS3 passes nothing over it.</param>
public sealed record CreateLinkRequest(
    [property: Required] IReadOnlyList<LinkEndRequest>? Nodes = null,
    IReadOnlyDictionary<string, JsonElement>? Filters = null,
    bool? Suspend = null);

/// <summary>One end of a link to be created.</summary>
/// <param name="NodeId">The node; required.</param>
/// <param name="AdapterNumber">Its adapter; 0 when absent.</param>
/// <param name="PortNumber">Port on the adapter; 0 when absent.</param>
/// <param name="Label">GNS3's label.</param>
public sealed record LinkEndRequest(
    [property: Required] Guid? NodeId = null, int? AdapterNumber = null, int? PortNumber = null, JsonElement? Label = null);
