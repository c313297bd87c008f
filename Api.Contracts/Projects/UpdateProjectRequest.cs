namespace Nms.Contracts.Projects;

/// <summary>Changes a project; absent members stay as they are.</summary>
/// <param name="Name">New name.</param>
/// <param name="AutoClose">GNS3 closes it 5 seconds after its last notification listener leaves.</param>
/// <param name="AutoOpen">GNS3 opens it when the server starts.</param>
/// <param name="AutoStart">GNS3 starts its nodes when it is opened.</param>
public sealed record UpdateProjectRequest(string? Name = null, bool? AutoClose = null, bool? AutoOpen = null, bool? AutoStart = null);
