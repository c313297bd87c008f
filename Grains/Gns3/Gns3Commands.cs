using System.Text.Json;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;

namespace Nms.Gns3;

/// <summary>
/// What every command does around its call: refuses what cannot be, translates failures, and waits a bounded moment until
/// the model shows what GNS3 did, because GNS3's answers to commands carry the status from before.
/// </summary>
internal sealed class Gns3Commands(IGrainFactory grains, IGns3Clients clients, Gns3ProjectReader reader, TimeProvider time)
{
    /// <summary>Waits between looks; about two seconds in all.</summary>
    private static readonly TimeSpan[] s_looks =
    [
        TimeSpan.Zero, TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100),
        TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(600),
    ];

    /// <summary>Looks at the model alone before GNS3 is asked, so that notifications under way come first.</summary>
    private const int LooksBeforeAsking = 3;

    /// <summary>The project and its server.</summary>
    /// <exception cref="NotFoundException">project_not_found, server_not_found.</exception>
    public async Task<(ProjectSnapshot Project, Gns3Connection Connection)> FindAsync(Guid projectId, CancellationToken cancellationToken)
    {
        var project = await grains.Project(projectId).GetAsync(cancellationToken);
        return (project, clients.Get(project.Server));
    }

    /// <summary>The same, of a project that may be changed.</summary>
    /// <exception cref="ForbiddenException">server_watch_only.</exception>
    public async Task<(ProjectSnapshot Project, Gns3Connection Connection)> FindForChangeAsync(Guid projectId, CancellationToken cancellationToken)
    {
        var found = await FindAsync(projectId, cancellationToken);
        found.Connection.DemandChanges();
        return found;
    }

    /// <summary>The same, of a project that must be open for it.</summary>
    /// <exception cref="ConflictException">project_closed.</exception>
    public async Task<(ProjectSnapshot Project, Gns3Connection Connection)> FindOpenAsync(Guid projectId, CancellationToken cancellationToken)
    {
        var found = await FindForChangeAsync(projectId, cancellationToken);
        return found.Project.Status == ProjectStatus.Closed ? throw ProjectFailures.Closed(found.Project) : found;
    }

    /// <summary>Waits until a node is as wanted, in the model or on GNS3, and returns it as it is at the end.</summary>
    /// <param name="project">The node's project.</param>
    /// <param name="connection">The project's server.</param>
    /// <param name="key">The node.</param>
    /// <param name="wanted">What the command was to bring about.</param>
    /// <param name="trustModel">False when the model may have shown the wanted status before the command.</param>
    public async Task<NodeSnapshot> SettleAsync(
        ProjectSnapshot project, Gns3Connection connection, NodeKey key, Func<NodeStatus, bool> wanted, bool trustModel)
    {
        for (var look = 0; ; look++)
        {
            await Task.Delay(s_looks[look], time);
            var isLast = look == s_looks.Length - 1;
            if (project.Live && trustModel && await grains.Node(key).FindAsync() is { } node && wanted(node.Status))
            {
                return node;
            }

            if (project.Live && trustModel && look < LooksBeforeAsking)
            {
                continue;
            }

            var (answer, mark) = await AskNodeAsync(connection, key);
            if (isLast || wanted(Gns3Translator.Status(answer.Status)))
            {
                return await TakeAsync(connection, key, answer, mark);
            }
        }
    }

    /// <summary>Reads a node from GNS3 into the model.</summary>
    public async Task<NodeSnapshot> ReadNodeAsync(Gns3Connection connection, NodeKey key)
    {
        var (answer, mark) = await AskNodeAsync(connection, key);
        return await TakeAsync(connection, key, answer, mark);
    }

    /// <summary>Hands what GNS3 answered of a project to the model, and reads the project when the model wants that.</summary>
    public async Task TellAsync(Gns3Connection connection, Guid projectId, ProjectObservation observation)
    {
        if (await grains.Project(projectId).ObserveAsync([observation]) != ReadNeed.None)
        {
            await ReadProjectAsync(connection, projectId, CancellationToken.None);
        }
    }

    /// <summary>Reads a whole project from GNS3 into the model.</summary>
    public async Task<ProjectTopology> ReadProjectAsync(Gns3Connection connection, Guid projectId, CancellationToken cancellationToken) =>
        await Gns3Failures.CallAsync(connection.Name, "project_not_found", () => reader.ReadAsync(connection, projectId, cancellationToken))
        ?? throw ProjectFailures.NotFound(projectId);

    /// <summary>Looks at a project's model until it is as wanted; reads GNS3 when it does not become so by itself.</summary>
    public async Task<ProjectTopology> SettleProjectAsync(ProjectSnapshot project, Gns3Connection connection, Func<ProjectTopology, bool> wanted)
    {
        for (var look = 0; ; look++)
        {
            await Task.Delay(s_looks[look], time);
            if (project.Live && await grains.Project(project.ProjectId).GetTopologyAsync() is { } known && wanted(known))
            {
                return known;
            }

            if (project.Live && look < LooksBeforeAsking)
            {
                continue;
            }

            var read = await ReadProjectAsync(connection, project.ProjectId, CancellationToken.None);
            if (look == s_looks.Length - 1 || wanted(read))
            {
                return read;
            }
        }
    }

    /// <summary>Reads JSON that a caller gave.</summary>
    /// <exception cref="ValidationException">It is not a JSON object.</exception>
    public static JsonElement? ParseObject(string field, string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document.RootElement.Clone();
            }
        }
        catch (JsonException failure)
        {
            throw Invalid(field, $"It is not JSON: {failure.Message}");
        }

        throw Invalid(field, "It must be a JSON object.");
    }

    public static ValidationException Invalid(string field, string problem) => new("validation_error", $"{field} cannot be used. {problem}")
    {
        Details = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add(field, problem),
    };

    private async Task<(Gns3Node Answer, long Mark)> AskNodeAsync(Gns3Connection connection, NodeKey key)
    {
        var mark = await grains.Project(key.ProjectId).BeginReadAsync();
        var answer = await Gns3Failures.CallAsync(
            connection.Name, "node_not_found", () => connection.Client.GetNodeAsync(key.ProjectId, key.NodeId));
        return (answer, mark);
    }

    private Task<NodeSnapshot> TakeAsync(Gns3Connection connection, NodeKey key, Gns3Node answer, long mark) =>
        Gns3Translator.Node(connection.Name, key.ProjectId, answer) is { } observation
            ? grains.Project(key.ProjectId).ObserveNodeReadAsync(observation, mark)
            : grains.Node(key).GetAsync().AsTask();
}
