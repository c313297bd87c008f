namespace Nms.Topology.Drift;

/// <summary>A port whose network was drawn anew.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.Drift.RedrawnPort")]
internal sealed record RedrawnPort([property: Id(0)] PortKey Port, [property: Id(1)] DateTimeOffset At);
