namespace Nms.Discovery;

/// <summary>The run that was begun or joined.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Joined">Whether it was under way already.</param>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoveryStart")]
public sealed record DiscoveryStart([property: Id(0)] Guid RunId, [property: Id(1)] bool Joined);
