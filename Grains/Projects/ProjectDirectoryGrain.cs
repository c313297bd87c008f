using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Nms.Gns3;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>Knows which projects exist on which server, and finds a node by its id alone.</summary>
[GrainType("nms.project-directory")]
internal sealed class ProjectDirectoryGrain(
    [PersistentState("project-directory", "Default")] IPersistentState<ProjectDirectoryState> storage, IGns3Clients gns3)
    : Grain, IProjectDirectoryGrain
{
    private const int ProjectFanOut = 32;

    /// <summary>The node ids of each project as last asked, so that asking again costs one small call a project.</summary>
    private readonly ConcurrentDictionary<Guid, (string Version, FrozenSet<Guid> Nodes)> _nodesOf = new();

    /// <summary>Only servers that are still configured.</summary>
    private IEnumerable<Guid> ProjectIds => storage.State.Servers
        .Where(server => gns3.Find(server.Server) is not null)
        .SelectMany(server => server.ProjectIds);

    public async Task<ImmutableArray<ProjectSnapshot>> ListAsync(CancellationToken cancellationToken)
    {
        var projects = new ConcurrentBag<ProjectSnapshot>();
        await BoundedFanOut.ForEachAsync(ProjectIds, ProjectFanOut, async id =>
        {
            try
            {
                projects.Add(await GrainFactory.Project(id).GetAsync(cancellationToken));
            }
            catch (NotFoundException)
            {
                // Listed and not yet read, or just deleted: there is nothing to show of it.
                return;
            }
        });
        return [.. projects.OrderBy(project => project.Name, StringComparer.Ordinal).ThenBy(project => project.ProjectId)];
    }

    public async Task<NodeSnapshot?> FindNodeAsync(Guid nodeId, CancellationToken cancellationToken)
    {
        foreach (var (projectId, known) in _nodesOf)
        {
            if (known.Nodes.Contains(nodeId) && await GrainFactory.Node(new NodeKey(projectId, nodeId)).FindAsync(cancellationToken) is { } node)
            {
                return node;
            }
        }

        NodeSnapshot? found = null;
        await BoundedFanOut.ForEachAsync(ProjectIds, ProjectFanOut, async projectId =>
        {
            if (await AskAsync(projectId, cancellationToken) is { } topology)
            {
                _nodesOf[projectId] = (topology.Version, topology.Nodes.Select(node => node.Key.NodeId).ToFrozenSet());
                found ??= topology.Nodes.FirstOrDefault(node => node.Key.NodeId == nodeId);
            }
        });
        return found;
    }

    public ValueTask<ImmutableArray<string>> ListServersAsync(CancellationToken cancellationToken) => ValueTask.FromResult(gns3.Names);

    public async Task SetProjectsAsync(string server, ImmutableArray<Guid> projectIds, CancellationToken cancellationToken)
    {
        var known = storage.State.Servers.FirstOrDefault(entry => entry.Server == server);
        if (known is not null && known.ProjectIds.SequenceEqual(projectIds))
        {
            return;
        }

        var before = storage.State;
        storage.State = new ProjectDirectoryState
        {
            Servers = [.. before.Servers.Where(entry => entry.Server != server), new ServerProjects(server, projectIds)],
        };
        try
        {
            await storage.WriteStateAsync(cancellationToken);
        }
        catch
        {
            storage.State = before;
            throw;
        }

        var present = ProjectIds.ToHashSet();
        foreach (var gone in _nodesOf.Keys.Where(id => !present.Contains(id)))
        {
            _nodesOf.TryRemove(gone, out _);
        }
    }

    /// <summary>Null when the project is gone, or has not changed since it was last asked.</summary>
    private async Task<ProjectTopology?> AskAsync(Guid projectId, CancellationToken cancellationToken)
    {
        try
        {
            var version = _nodesOf.TryGetValue(projectId, out var known) ? known.Version : null;
            return await GrainFactory.Project(projectId).GetTopologyAsync(version, cancellationToken);
        }
        catch (NotFoundException)
        {
            _nodesOf.TryRemove(projectId, out _);
            return null;
        }
    }
}
