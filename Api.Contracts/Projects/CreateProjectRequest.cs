using System.ComponentModel.DataAnnotations;

namespace Nms.Contracts.Projects;

/// <summary>Creates a project.</summary>
/// <param name="Name">Name, unique on its server; required.</param>
/// <param name="Server">Configured name of the GNS3 server; may be absent when there is only one.</param>
/// <param name="AutoClose">GNS3 closes it 5 seconds after its last notification listener leaves.</param>
/// <param name="AutoOpen">GNS3 opens it when the server starts.</param>
/// <param name="AutoStart">GNS3 starts its nodes when it is opened.</param>
public sealed record CreateProjectRequest(
    [property: Required] string? Name = null, string? Server = null, bool? AutoClose = null, bool? AutoOpen = null, bool? AutoStart = null);
