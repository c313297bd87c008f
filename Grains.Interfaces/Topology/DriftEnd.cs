namespace Nms.Topology;

/// <summary>One end of a link that is drawn or seen.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="NodeName">Its name.</param>
/// <param name="Port">The port, in the words of the equipment where it has them.</param>
[GenerateSerializer, Immutable, Alias("Nms.Topology.DriftEnd")]
public sealed record DriftEnd([property: Id(0)] Guid NodeId, [property: Id(1)] string NodeName, [property: Id(2)] string? Port);
