using System.ComponentModel.DataAnnotations;

namespace Nms.Contracts.Projects;

/// <summary>Copies a project.</summary>
/// <param name="Name">Name of the copy; required.</param>
public sealed record DuplicateProjectRequest([property: Required] string? Name = null);
