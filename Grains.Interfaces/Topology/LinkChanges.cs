namespace Nms.Topology;

/// <summary>Changes to a link; null members stay as they are.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Topology.LinkChanges")]
public sealed record LinkChanges(
    [property: Id(0)] string? FiltersJson = null,
    [property: Id(1)] bool? Suspended = null);
