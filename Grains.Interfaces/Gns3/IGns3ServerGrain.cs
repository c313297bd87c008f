using System.Collections.Immutable;
using Nms.Projects;
using Orleans.Concurrency;

namespace Nms.Gns3;

/// <summary>
/// One configured GNS3 server. Its single activation in the cluster is the lease of the one listener that hears the
/// server. Key: configured name.
/// </summary>
[Alias("Nms.Gns3.IGns3ServerGrain")]
public interface IGns3ServerGrain : IGrainWithStringKey
{
    /// <summary>Makes sure the listener runs. Called at start by every silo; idempotent.</summary>
    [Alias("EnsureListeningAsync")]
    Task EnsureListeningAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns what is known of the server.</summary>
    /// <exception cref="NotFoundException">server_not_found: no such name in the configuration.</exception>
    [Alias("GetAsync"), AlwaysInterleave]
    ValueTask<ServerSnapshot> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the server's templates as last heard.</summary>
    [Alias("ListTemplatesAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<TemplateDescription>> ListTemplatesAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads everything from GNS3 and compares it with the model.</summary>
    /// <exception cref="Gns3UnavailableException">The server cannot be reached.</exception>
    [Alias("RefreshAsync"), AlwaysInterleave, ResponseTimeout(CommandTimeout.Longest)]
    Task<ServerSnapshot> RefreshAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks the server whether it is there, now, without touching the model.</summary>
    [Alias("DetectAsync"), AlwaysInterleave]
    Task<ServerDetection> DetectAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates a project on the server.</summary>
    [Alias("CreateProjectAsync"), AlwaysInterleave, ResponseTimeout(CommandTimeout.Longest)]
    Task<ProjectSnapshot> CreateProjectAsync(ProjectDraft draft, CancellationToken cancellationToken = default);
}

/// <summary>The answer to "is a GNS3 server there".</summary>
[GenerateSerializer, Immutable, Alias("Nms.Gns3.ServerDetection")]
public sealed record ServerDetection(
    [property: Id(0)] bool Available,
    [property: Id(1)] string Host,
    [property: Id(2)] int Port,
    [property: Id(3)] string? Version,
    [property: Id(4)] int ProjectCount,
    [property: Id(5)] double ResponseTimeMs,
    [property: Id(6)] DateTimeOffset DetectedAt,
    [property: Id(7)] string? Error);
