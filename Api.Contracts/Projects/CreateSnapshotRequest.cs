using System.ComponentModel.DataAnnotations;

namespace Nms.Contracts.Projects;

/// <summary>Takes a snapshot.</summary>
/// <param name="Name">Name, unique in its project; required.</param>
public sealed record CreateSnapshotRequest([property: Required] string? Name = null);
