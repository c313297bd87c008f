namespace Nms.Projects;

/// <summary>What is known of one GNS3 project at one instant.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.ProjectSnapshot")]
public sealed record ProjectSnapshot
{
    /// <summary>GNS3's project id.</summary>
    [Id(0)] public required Guid ProjectId { get; init; }

    /// <summary>Name of the configured GNS3 server it lives on.</summary>
    [Id(1)] public required string Server { get; init; }

    /// <summary>GNS3's name, unique on its server.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>Whether it is open.</summary>
    [Id(3)] public ProjectStatus Status { get; init; }

    /// <summary>Folder on the GNS3 server.</summary>
    [Id(4)] public string? Path { get; init; }

    /// <summary>Project file name.</summary>
    [Id(5)] public string? Filename { get; init; }

    /// <summary>GNS3 closes it 5 s after its last notification listener leaves.</summary>
    [Id(6)] public bool AutoClose { get; init; }

    /// <summary>GNS3 opens it when the server starts.</summary>
    [Id(7)] public bool AutoOpen { get; init; }

    /// <summary>GNS3 starts its nodes when it is opened.</summary>
    [Id(8)] public bool AutoStart { get; init; }

    /// <summary>Number of nodes.</summary>
    [Id(9)] public int NodeCount { get; init; }

    /// <summary>Number of links.</summary>
    [Id(10)] public int LinkCount { get; init; }

    /// <summary>When anything in it last changed.</summary>
    [Id(11)] public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When the whole of it was last compared with GNS3; null before the first time.</summary>
    [Id(12)] public DateTimeOffset? ReconciledAt { get; init; }

    /// <summary>When GNS3 last told us anything about it.</summary>
    [Id(13)] public DateTimeOffset ObservedAt { get; init; }

    /// <summary>True while the hub is connected to the server, so that the model is live.</summary>
    [Id(14)] public bool Live { get; init; }
}
