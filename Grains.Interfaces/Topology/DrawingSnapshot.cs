namespace Nms.Topology;

/// <summary>One drawing of a project (a note, a shape), as SVG text.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.DrawingSnapshot")]
public sealed record DrawingSnapshot(
    [property: Id(0)] Guid DrawingId,
    [property: Id(1)] int X,
    [property: Id(2)] int Y,
    [property: Id(3)] int Z,
    [property: Id(4)] int Rotation,
    [property: Id(5)] bool Locked,
    [property: Id(6)] string? Svg);
