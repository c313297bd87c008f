namespace Nms.Topology.Drift;

/// <summary>A port of a node, as GNS3 counts them.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.Drift.PortKey")]
internal readonly record struct PortKey([property: Id(0)] Guid NodeId, [property: Id(1)] int Adapter, [property: Id(2)] int Port) : IComparable<PortKey>
{
    public static PortKey Of(LinkEndpoint end) => new(end.NodeId, end.AdapterNumber, end.PortNumber);

    public int CompareTo(PortKey other) =>
        NodeId.CompareTo(other.NodeId) is not 0 and var byNode ? byNode
        : Adapter.CompareTo(other.Adapter) is not 0 and var byAdapter ? byAdapter
        : Port.CompareTo(other.Port);
}
