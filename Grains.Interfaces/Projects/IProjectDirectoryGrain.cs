using System.Collections.Immutable;
using Nms.Nodes;
using Orleans.Concurrency;

namespace Nms.Projects;

/// <summary>Knows which projects exist on which server. Key: <see cref="WellKnownKeys.Default"/>.</summary>
[Alias("Nms.Projects.IProjectDirectoryGrain")]
public interface IProjectDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Lists every project of every server, by name.</summary>
    [Alias("ListAsync"), AlwaysInterleave]
    Task<ImmutableArray<ProjectSnapshot>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds a node by its id alone, or null.</summary>
    [Alias("FindNodeAsync"), AlwaysInterleave]
    Task<NodeSnapshot?> FindNodeAsync(Guid nodeId, CancellationToken cancellationToken = default);

    /// <summary>Lists the names of the configured GNS3 servers.</summary>
    [Alias("ListServersAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<string>> ListServersAsync(CancellationToken cancellationToken = default);

    /// <summary>Records the projects of one server, replacing what was recorded of it.</summary>
    [Alias("SetProjectsAsync")]
    Task SetProjectsAsync(string server, ImmutableArray<Guid> projectIds, CancellationToken cancellationToken = default);
}
