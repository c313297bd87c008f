namespace Nms.Contracts.Projects;

/// <summary>Copies a project.</summary>
/// <param name="Name">Name of the copy; required.</param>
public sealed record DuplicateProjectRequest(string? Name = null);
