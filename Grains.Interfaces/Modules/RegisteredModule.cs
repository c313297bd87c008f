using System.Collections.Immutable;

namespace Nms.Modules;

/// <summary>A line of the registry.</summary>
/// <param name="Name">The module.</param>
/// <param name="Capabilities">What it can do.</param>
[GenerateSerializer, Immutable, Alias("Nms.Modules.RegisteredModule")]
public sealed record RegisteredModule(
    [property: Id(0)] string Name,
    [property: Id(1)] ImmutableArray<string> Capabilities);
