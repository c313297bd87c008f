using System.Collections.Immutable;

namespace Nms.Gns3;

/// <summary>What is known of one configured GNS3 server. Never holds a password.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Gns3.ServerSnapshot")]
public sealed record ServerSnapshot
{
    /// <summary>Configured name.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Address, without credentials.</summary>
    [Id(1)] public required string Url { get; init; }

    /// <summary>True while its notifications are heard.</summary>
    [Id(2)] public bool Connected { get; init; }

    /// <summary>GNS3's version, once known.</summary>
    [Id(3)] public string? Version { get; init; }

    /// <summary>Why it is not connected, or null.</summary>
    [Id(4)] public string? LastError { get; init; }

    /// <summary>Since when it is connected, or not.</summary>
    [Id(5)] public DateTimeOffset? Since { get; init; }

    /// <summary>When all its projects were last compared with the model.</summary>
    [Id(6)] public DateTimeOffset? ReconciledAt { get; init; }

    /// <summary>When it last said anything.</summary>
    [Id(7)] public DateTimeOffset? LastHeardAt { get; init; }

    /// <summary>The hub never changes anything on it.</summary>
    [Id(8)] public bool WatchOnly { get; init; }

    /// <summary>Number of projects.</summary>
    [Id(9)] public int ProjectCount { get; init; }

    /// <summary>websocket, http, or null while not connected.</summary>
    [Id(10)] public string? Transport { get; init; }

    /// <summary>closed, open or half_open.</summary>
    [Id(11)] public string Circuit { get; init; } = "closed";

    /// <summary>Its computes.</summary>
    [Id(12)] public ImmutableArray<ComputeSnapshot> Computes { get; init; } = [];
}

/// <summary>One compute of a GNS3 server.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Gns3.ComputeSnapshot")]
public sealed record ComputeSnapshot(
    [property: Id(0)] string ComputeId,
    [property: Id(1)] string? Name,
    [property: Id(2)] string? Host,
    [property: Id(3)] int? Port,
    [property: Id(4)] bool Connected,
    [property: Id(5)] double? CpuUsagePercent,
    [property: Id(6)] double? MemoryUsagePercent,
    [property: Id(7)] string? LastError);
