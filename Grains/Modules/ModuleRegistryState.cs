using System.Collections.Immutable;

namespace Nms.Modules;

/// <summary>The registered modules by name.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Modules.ModuleRegistryState")]
internal sealed record ModuleRegistryState
{
    [Id(0)] public ImmutableArray<RegisteredModule> Modules { get; init; } = [];
}
