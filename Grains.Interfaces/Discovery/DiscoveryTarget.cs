using System.Collections.Immutable;

namespace Nms.Discovery;

/// <summary>One target of a run and how far it is.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Discovery.DiscoveryTarget")]
public sealed record DiscoveryTarget
{
    /// <summary>The equipment.</summary>
    [Id(0)] public required Guid EquipmentId { get; init; }

    /// <summary>Its name.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>How far it is.</summary>
    [Id(2)] public DiscoveryTargetStatus Status { get; init; }

    /// <summary>What went wrong.</summary>
    [Id(3)] public string? Error { get; init; }

    /// <summary>How long it took.</summary>
    [Id(4)] public TimeSpan? Took { get; init; }

    /// <summary>Requests that were sent to it.</summary>
    [Id(5)] public int Requests { get; init; }

    /// <summary>Whether its profile changed against the one before.</summary>
    [Id(6)] public bool Changed { get; init; }

    /// <summary>Whether the run started its node, which it stops again at its end.</summary>
    [Id(7)] public bool StartedForRun { get; init; }

    /// <summary>The addresses at which it was found; empty in a lab.</summary>
    [Id(8)] public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>How many neighbours away from a seed or a find of the sweep.</summary>
    [Id(9)] public int Depth { get; init; }
}
