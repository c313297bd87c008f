using System.Collections.Immutable;

namespace Nms.Gns3;

/// <summary>
/// What a listener reports to the grain whose activation is its lease: the same grain as <see cref="IGns3ServerGrain"/>.
/// Nobody else calls it. Key: configured name.
/// </summary>
[Alias("Nms.Gns3.IGns3ServerReportsGrain")]
public interface IGns3ServerReportsGrain : IGrainWithStringKey
{
    /// <summary>Takes the news that the server's notifications are heard; publishes server.connected at the edge.</summary>
    [Alias("ConnectedAsync")]
    Task ConnectedAsync(string transport, CancellationToken cancellationToken = default);

    /// <summary>Takes the news that the server is not heard; publishes server.disconnected at the edge.</summary>
    [Alias("DisconnectedAsync")]
    Task DisconnectedAsync(string reason, CancellationToken cancellationToken = default);

    /// <summary>Takes the server's version, computes and templates as read.</summary>
    [Alias("ObserveAsync")]
    Task ObserveAsync(ServerFacts facts, CancellationToken cancellationToken = default);

    /// <summary>Takes computes as notified.</summary>
    [Alias("ObserveComputesAsync")]
    Task ObserveComputesAsync(ImmutableArray<ComputeObservation> computes, CancellationToken cancellationToken = default);

    /// <summary>Takes the projects that exist on the server and tells the directory.</summary>
    [Alias("SetProjectsAsync")]
    Task SetProjectsAsync(ImmutableArray<Guid> projectIds, CancellationToken cancellationToken = default);

    /// <summary>Lists the projects that were last known to exist on the server.</summary>
    [Alias("ListProjectsAsync")]
    ValueTask<ImmutableArray<Guid>> ListProjectsAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes one project more, before the listener has heard of it.</summary>
    [Alias("AddProjectAsync")]
    Task AddProjectAsync(Guid projectId, CancellationToken cancellationToken = default);

    /// <summary>Takes the news that all projects were compared with the model.</summary>
    [Alias("ReconciledAsync")]
    Task ReconciledAsync(CancellationToken cancellationToken = default);
}

/// <summary>What a server says of itself; null members were not read.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Gns3.ServerFacts")]
public sealed record ServerFacts(
    [property: Id(0)] string? Version,
    [property: Id(1)] ImmutableArray<ComputeSnapshot>? Computes,
    [property: Id(2)] ImmutableArray<TemplateDescription>? Templates);

/// <summary>What was said of a compute; <paramref name="Compute"/> is null when it is gone.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Gns3.ComputeObservation")]
public sealed record ComputeObservation(
    [property: Id(0)] string ComputeId,
    [property: Id(1)] ComputeSnapshot? Compute);
