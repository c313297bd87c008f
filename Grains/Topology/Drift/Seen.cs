namespace Nms.Topology.Drift;

/// <summary>A sighting whose both sides are known as nodes.</summary>
/// <param name="Port">Where it was seen.</param>
/// <param name="Remote">Who was seen.</param>
/// <param name="RemotePort">At which of his ports; null when that is not known.</param>
/// <param name="Proves">Whether it says that the two are next to each other, and not only on one network.</param>
/// <param name="Evidence">For the report.</param>
internal sealed record Seen(PortKey Port, Guid Remote, PortKey? RemotePort, bool Proves, DriftEvidence Evidence);
