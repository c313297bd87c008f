namespace Nms.Contracts.Topology;

/// <summary>One drawing of a project.</summary>
/// <param name="DrawingId">GNS3's id.</param>
/// <param name="X">Position on the canvas.</param>
/// <param name="Y">Position on the canvas.</param>
/// <param name="Z">Layer on the canvas.</param>
/// <param name="Rotation">Degrees.</param>
/// <param name="Locked">True when it may not be moved.</param>
/// <param name="Svg">SVG text as GNS3 gave it: to be cleaned before it is shown.</param>
public sealed record DrawingResponse(Guid DrawingId, int X, int Y, int Z, int Rotation, bool Locked, string? Svg);
