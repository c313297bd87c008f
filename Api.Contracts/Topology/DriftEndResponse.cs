namespace Nms.Contracts.Topology;

/// <summary>One end of a link that is drawn or seen.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="NodeName">Its name.</param>
/// <param name="Port">The port, in the words of the equipment where it has them.</param>
public sealed record DriftEndResponse(Guid NodeId, string NodeName, string? Port);
