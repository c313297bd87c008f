using System.ComponentModel.DataAnnotations;

namespace Nms.Contracts.Nodes;

/// <summary>Copies a node.</summary>
/// <param name="X">Position of the copy; required.</param>
/// <param name="Y">Position of the copy; required.</param>
/// <param name="Z">Layer of the copy; 0 when absent.</param>
public sealed record DuplicateNodeRequest([property: Required] int? X = null, [property: Required] int? Y = null, int? Z = null);
