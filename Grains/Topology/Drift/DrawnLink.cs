namespace Nms.Topology.Drift;

/// <summary>A link as it was drawn when it was last judged.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.Drift.DrawnLink")]
internal sealed record DrawnLink(
    [property: Id(0)] Guid LinkId, [property: Id(1)] PortKey A, [property: Id(2)] PortKey B, [property: Id(3)] bool Suspended)
{
    public static DrawnLink Of(LinkSnapshot link) => new(link.LinkId, PortKey.Of(link.Endpoints[0]), PortKey.Of(link.Endpoints[1]), link.Suspended);

    public LinkSnapshot ToSnapshot(Guid projectId) => new()
    {
        LinkId = LinkId,
        ProjectId = projectId,
        Endpoints = [new LinkEndpoint(A.NodeId, A.Adapter, A.Port), new LinkEndpoint(B.NodeId, B.Adapter, B.Port)],
        Suspended = Suspended,
    };
}
