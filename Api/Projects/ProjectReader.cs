using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api.Access;
using Nms.Gns3;
using Nms.Nodes;
using Nms.Projects;
using Nms.Status;

namespace Nms.Api.Projects;

/// <summary>
/// Reads from the model, counts it, and asks GNS3 only when told to or when the model was not compared with it for too long.
/// </summary>
internal sealed partial class ProjectReader(
    IGrainFactory grains, IPlatformStatistics statistics, TimeProvider time, ILogger<ProjectReader> logger)
{
    private static readonly TimeSpan s_longestRefresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_justNow = TimeSpan.FromSeconds(1);

    // All hold at most one entry per configured server.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _refreshedAt = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> _refreshing = new(StringComparer.Ordinal);

    public DateTimeOffset Now => time.GetUtcNow();

    public async ValueTask<(ProjectSnapshot Project, Freshness Freshness)> GetAsync(
        Guid projectId, bool refresh, CancellationToken cancellationToken)
    {
        if (refresh)
        {
            statistics.CacheMiss();
            var topology = await grains.ProjectCommands(projectId).RefreshAsync(cancellationToken);
            return (topology.Project, Freshness.Of(topology.Project, Now, cached: false));
        }

        var project = await grains.Project(projectId).GetAsync(cancellationToken);
        if (Freshness.IsOverdue(project, Now) && await TryRefreshAsync(project.Server, cancellationToken))
        {
            statistics.CacheMiss();
            project = await grains.Project(projectId).GetAsync(cancellationToken);
            return (project, Freshness.Of(project, Now, cached: false));
        }

        statistics.CacheHit();
        return (project, Freshness.Of(project, Now));
    }

    /// <summary>One node, in one call to its project.</summary>
    public async ValueTask<(NodeSnapshot Node, Freshness Freshness)> GetNodeAsync(
        NodeKey key, bool refresh, CancellationToken cancellationToken)
    {
        var found = refresh ? default : await grains.Project(key.ProjectId).GetNodeAsync(key.NodeId, cancellationToken);
        if (!refresh && !Freshness.IsOverdue(found.Project, Now))
        {
            statistics.CacheHit();
            return (found.Node, Freshness.Of(found.Project, Now));
        }

        var (_, freshness) = await GetAsync(key.ProjectId, refresh, cancellationToken);
        return ((await grains.Project(key.ProjectId).GetNodeAsync(key.NodeId, cancellationToken)).Node, freshness);
    }

    /// <summary>Every project that the caller may see, by name, and how fresh the whole list is.</summary>
    /// <exception cref="ForbiddenException">A refresh reads whole servers, which he may not ask for.</exception>
    public async ValueTask<(ImmutableArray<ProjectSnapshot> Projects, Freshness Freshness)> ListAsync(
        Principal caller, bool refresh, CancellationToken cancellationToken)
    {
        var asked = refresh;
        if (refresh)
        {
            caller.DemandEverywhere(Permissions.ServerRefresh);
            foreach (var server in await grains.Projects().ListServersAsync(cancellationToken))
            {
                await grains.Gns3Server(server).RefreshAsync(cancellationToken);
            }
        }

        var projects = await ListVisibleAsync(caller, cancellationToken);
        if (!refresh)
        {
            var overdue = projects.Where(project => Freshness.IsOverdue(project, Now)).Select(project => project.Server).Distinct().ToList();
            foreach (var server in overdue)
            {
                asked |= await TryRefreshAsync(server, cancellationToken);
            }

            if (asked)
            {
                projects = await ListVisibleAsync(caller, cancellationToken);
            }
        }

        if (asked)
        {
            statistics.CacheMiss();
        }
        else
        {
            statistics.CacheHit();
        }

        var freshness = projects.IsEmpty
            ? Freshness.Oldest((await ListServersAsync(caller, cancellationToken)).Select(server => Freshness.Of(server, Now, !asked)))
            : Freshness.Oldest(projects.Select(project => Freshness.Of(project, Now, !asked)));
        return (projects, freshness);
    }

    /// <summary>
    /// The servers that the caller may see, with the number of projects that he may see. A caller who is limited to some
    /// projects sees the servers that hold them.
    /// </summary>
    public async ValueTask<ImmutableArray<ServerSnapshot>> ListServersAsync(Principal caller, CancellationToken cancellationToken)
    {
        var servers = ImmutableArray.CreateBuilder<ServerSnapshot>();
        foreach (var name in await ListServerNamesAsync(caller, cancellationToken))
        {
            servers.Add(await SeenByAsync(caller, await grains.Gns3Server(name).GetAsync(cancellationToken), cancellationToken));
        }

        return servers.DrainToImmutable();
    }

    /// <summary>Names of the servers that the caller may see.</summary>
    public async ValueTask<ImmutableArray<string>> ListServerNamesAsync(Principal caller, CancellationToken cancellationToken)
    {
        var names = await grains.Projects().ListServersAsync(cancellationToken);
        if (caller.Allows(Permissions.ServerRead))
        {
            return names;
        }

        var projects = (await grains.Projects().ListAsync(cancellationToken)).Where(project => caller.Allows(Permissions.ServerRead, project.ProjectId));
        return [.. names.Intersect(projects.Select(project => project.Server), StringComparer.Ordinal)];
    }

    /// <summary>A server without the number of projects that the caller does not see.</summary>
    public async ValueTask<ServerSnapshot> SeenByAsync(Principal caller, ServerSnapshot server, CancellationToken cancellationToken) =>
        VisibleProjects.To(caller).AreAll
            ? server
            : server with { ProjectCount = (await ListVisibleAsync(caller, cancellationToken)).Count(project => project.Server == server.Name) };

    /// <summary>Every project of the model that the caller may see, by name.</summary>
    public async ValueTask<ImmutableArray<ProjectSnapshot>> ListVisibleAsync(Principal caller, CancellationToken cancellationToken)
    {
        var visible = VisibleProjects.To(caller);
        var projects = await grains.Projects().ListAsync(cancellationToken);
        return visible.AreAll ? projects : projects.RemoveAll(project => !visible.Contains(project.ProjectId));
    }

    /// <summary>
    /// Has one server read again, once for all who wait for it. False when GNS3 does not answer: the caller then shows what
    /// it has and says that it is stale, and nobody asks that server again for a while.
    /// </summary>
    private async Task<bool> TryRefreshAsync(string server, CancellationToken cancellationToken)
    {
        if (_notBefore.TryGetValue(server, out var notBefore) && Now < notBefore)
        {
            return false;
        }

        if (_refreshedAt.TryGetValue(server, out var refreshedAt) && Now - refreshedAt < s_justNow)
        {
            // Somebody else's refresh ended between the caller's look at the model and this one.
            return true;
        }

        var shared = _refreshing.GetOrAdd(server, name => new Lazy<Task<bool>>(() => RefreshServerAsync(name)));
        return await shared.Value.WaitAsync(cancellationToken);
    }

    private async Task<bool> RefreshServerAsync(string server)
    {
        using var deadline = new CancellationTokenSource(s_longestRefresh, time);
        try
        {
            await grains.Gns3Server(server).RefreshAsync(deadline.Token);
            _notBefore.TryRemove(server, out _);
            _refreshedAt[server] = Now;
            return true;
        }
        catch (Exception exception) when (
            exception is Gns3UnavailableException or Gns3TimeoutException or Gns3RefusedException or TimeoutException
            || (exception is OperationCanceledException && deadline.IsCancellationRequested))
        {
            LogNotRefreshed(server, exception.Message);
            _notBefore[server] = Now + s_pauseAfterFailure;
            return false;
        }
        finally
        {
            _refreshing.TryRemove(server, out _);
        }
    }

    [LoggerMessage(3501, LogLevel.Warning, "The model of server {Server} is overdue and GNS3 does not answer: {Reason}")]
    private partial void LogNotRefreshed(string server, string reason);
}
