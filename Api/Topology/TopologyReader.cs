using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Projects;
using Nms.Contracts.Topology;
using Nms.Topology;

namespace Nms.Api.Topology;

/// <summary>
/// This silo's copies of topologies, taken from the project grain only when they changed there, with their JSON bytes.
/// Bounded by bytes; what is pushed out is fetched again.
/// </summary>
internal sealed class TopologyReader(IGrainFactory grains, ProjectReader projects) : IDisposable
{
    private const long MostBytes = 256L << 20;
    private const int ParallelReads = 16;
    private static readonly TimeSpan s_restOfSome = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _copies = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private volatile RenderedAnswer? _everything;

    public void Dispose() => _copies.Dispose();

    public async ValueTask<(ProjectTopology Topology, Freshness Freshness)> GetAsync(
        Guid projectId, bool refresh, CancellationToken cancellationToken)
    {
        var (_, freshness) = await projects.GetAsync(projectId, refresh, cancellationToken);
        var copy = await CopyAsync(projectId, cancellationToken);
        return (copy.Topology, freshness);
    }

    public async ValueTask<(RenderedAnswer Answer, Freshness Freshness)> RenderAsync(
        Guid projectId, bool refresh, CancellationToken cancellationToken)
    {
        var (_, freshness) = await projects.GetAsync(projectId, refresh, cancellationToken);
        var copy = await CopyAsync(projectId, cancellationToken);
        return (copy.Answer.Value, freshness);
    }

    /// <summary>Every project that the caller may see, by name.</summary>
    public async ValueTask<(ImmutableArray<ProjectTopology> Topologies, Freshness Freshness)> ListAsync(
        Principal caller, bool refresh, CancellationToken cancellationToken)
    {
        var (list, freshness) = await projects.ListAsync(caller, refresh, cancellationToken);
        var topologies = new ProjectTopology?[list.Length];
        await Parallel.ForAsync(
            0,
            list.Length,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                try
                {
                    topologies[index] = (await CopyAsync(list[index].ProjectId, token)).Topology;
                }
                catch (NotFoundException)
                {
                    // Deleted between the list and this read: then it is not there.
                    topologies[index] = null;
                }
            });
        return ([.. topologies.OfType<ProjectTopology>()], freshness);
    }

    public async ValueTask<(RenderedAnswer Answer, Freshness Freshness)> RenderAllAsync(
        Principal caller, bool refresh, CancellationToken cancellationToken)
    {
        var (topologies, freshness) = await ListAsync(caller, refresh, cancellationToken);
        var version = VersionOf(topologies);
        if (!VisibleProjects.To(caller).AreAll)
        {
            return (RenderSome(version, topologies), freshness);
        }

        if (_everything is not { } rendered || rendered.Version != version)
        {
            _everything = rendered = Render(version, topologies);
        }

        return (rendered, freshness);
    }

    /// <summary>Names the content of several topologies.</summary>
    public static string VersionOf(ImmutableArray<ProjectTopology> topologies)
    {
        var text = new System.Text.StringBuilder();
        foreach (var topology in topologies)
        {
            text.Append(topology.Project.ProjectId).Append('=').Append(topology.Version).Append(';');
        }

        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 12));
    }

    private static RenderedAnswer Render(string version, ImmutableArray<ProjectTopology> topologies) => RenderedAnswer.Of(
        version, new TopologyListResponse([.. topologies.Select(TopologyMapping.ToResponse)], TopologyMapping.Summarise(topologies), version));

    // The version names the projects and their content, so callers who see the same share one.
    private RenderedAnswer RenderSome(string version, ImmutableArray<ProjectTopology> topologies)
    {
        if (_copies.TryGetValue(version, out RenderedAnswer? known) && known is not null)
        {
            return known;
        }

        var rendered = Render(version, topologies);
        _copies.Set(version, rendered, new MemoryCacheEntryOptions { Size = 2L * rendered.Size, SlidingExpiration = s_restOfSome });
        return rendered;
    }

    private async ValueTask<Copy> CopyAsync(Guid projectId, CancellationToken cancellationToken)
    {
        _copies.TryGetValue(projectId, out Copy? known);
        var changed = await grains.Project(projectId).GetTopologyAsync(known?.Topology.Version, cancellationToken);
        if (changed is null)
        {
            return known ?? throw new InvalidOperationException($"Project {projectId} answered \"unchanged\" to a caller that knows nothing.");
        }

        var copy = new Copy(changed);
        _copies.Set(projectId, copy, new MemoryCacheEntryOptions { Size = copy.EstimatedSize });
        return copy;
    }

    private sealed class Copy(ProjectTopology topology)
    {
        public ProjectTopology Topology { get; } = topology;

        public Lazy<RenderedAnswer> Answer { get; } = new(() => RenderedAnswer.Of(topology.Version, topology.ToResponse()));

        // Measured: about 1.2 KB of JSON a node and 0.5 KB a link, once as objects, once as text, once compressed.
        public long EstimatedSize => 4096 + (3000L * Topology.Nodes.Length) + (1200L * Topology.Links.Length) + (2000L * Topology.Drawings.Length);
    }
}
