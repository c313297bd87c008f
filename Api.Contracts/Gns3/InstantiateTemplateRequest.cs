using System.ComponentModel.DataAnnotations;

namespace Nms.Contracts.Gns3;

/// <summary>Makes a node from a template.</summary>
/// <param name="X">Position on the canvas; required.</param>
/// <param name="Y">Position on the canvas; required.</param>
/// <param name="Name">Name; GNS3 chooses one when absent.</param>
/// <param name="ComputeId">Compute to run on, required by templates that name none.</param>
public sealed record InstantiateTemplateRequest(
    [property: Required] int? X = null, [property: Required] int? Y = null, string? Name = null, string? ComputeId = null);
