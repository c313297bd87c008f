using Nms.Contracts.Gns3;
using Nms.Contracts.Nodes;

namespace Nms.Client.Nodes;

/// <summary>Nodes, their actions and files.</summary>
public sealed class NodesClient
{
    private readonly ApiConnection _connection;

    internal NodesClient(ApiConnection connection) => _connection = connection;

    /// <summary>Nodes of all projects, by the page.</summary>
    public Task<NodeListResponse> ListAllAsync(string? server = null, Guid? projectId = null, NodeStatus? status = null, string? type = null, string? name = null, bool? refresh = null, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<NodeListResponse>(new Route("nodes").With("server", server).With("project_id", projectId).With("status", status).With("type", type).With("name", name).With("refresh", refresh).Page(limit, offset), cancellationToken);

    /// <summary>Nodes of a project, by the page.</summary>
    public Task<NodeListResponse> ListAsync(Guid projectId, NodeStatus? status = null, string? type = null, string? name = null, bool? refresh = null, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<NodeListResponse>(Route.To($"projects/{projectId}/nodes").With("status", status).With("type", type).With("name", name).With("refresh", refresh).Page(limit, offset), cancellationToken);

    /// <summary>One node.</summary>
    public Task<NodeResponse> GetAsync(Guid projectId, Guid nodeId, bool? refresh = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<NodeResponse>(Route.To($"projects/{projectId}/nodes/{nodeId}").With("refresh", refresh), cancellationToken);

    /// <summary>Creates a node.</summary>
    public Task<NodeResponse> CreateAsync(Guid projectId, CreateNodeRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodeResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes"), request, cancellationToken);

    /// <summary>Creates a node from a template.</summary>
    public Task<NodeResponse> CreateFromTemplateAsync(Guid projectId, Guid templateId, InstantiateTemplateRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodeResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/templates/{templateId}"), request, cancellationToken);

    /// <summary>Changes what is set in the request.</summary>
    public Task<NodeResponse> UpdateAsync(Guid projectId, Guid nodeId, UpdateNodeRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodeResponse>(HttpMethod.Patch, Route.To($"projects/{projectId}/nodes/{nodeId}"), request, cancellationToken);

    /// <summary>Deletes a node.</summary>
    public Task DeleteAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"projects/{projectId}/nodes/{nodeId}"), null, cancellationToken);

    /// <summary>Copies a node to another place of the canvas.</summary>
    public Task<NodeResponse> DuplicateAsync(Guid projectId, Guid nodeId, DuplicateNodeRequest request, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodeResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes/{nodeId}/duplicate"), request, cancellationToken);

    /// <summary>Starts a node.</summary>
    public Task<NodeCommandResponse> StartAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodeCommandResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes/{nodeId}/start"), null, cancellationToken);

    /// <summary>Stops a node.</summary>
    public Task<NodeCommandResponse> StopAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodeCommandResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes/{nodeId}/stop"), null, cancellationToken);

    /// <summary>Suspends a node.</summary>
    public Task<NodeCommandResponse> SuspendAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodeCommandResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes/{nodeId}/suspend"), null, cancellationToken);

    /// <summary>Reloads a node.</summary>
    public Task<NodeCommandResponse> ReloadAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodeCommandResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes/{nodeId}/reload"), null, cancellationToken);

    /// <summary>Restarts a node.</summary>
    public Task<NodeCommandResponse> RestartAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<NodeCommandResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes/{nodeId}/restart"), null, cancellationToken);

    /// <summary>Types commands at the console of a node: those that change nothing, and those that the hub's settings permit.</summary>
    public Task<ConsoleCommandsResponse> TypeAsync(Guid projectId, Guid nodeId, IReadOnlyList<string> commands, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<ConsoleCommandsResponse>(HttpMethod.Post, Route.To($"projects/{projectId}/nodes/{nodeId}/console/commands"), new ConsoleCommandsRequest { Commands = commands }, cancellationToken);

    /// <summary>Where the console of a node is reached.</summary>
    public Task<ConsoleResponse> GetConsoleAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ConsoleResponse>(Route.To($"projects/{projectId}/nodes/{nodeId}/console"), cancellationToken);

    /// <summary>Reads a file of a node, such as startup.vpc; slashes of the path stay.</summary>
    public Task<byte[]> ReadFileAsync(Guid projectId, Guid nodeId, string path, CancellationToken cancellationToken = default) =>
        _connection.GetBytesAsync(File(projectId, nodeId, path), cancellationToken);

    /// <summary>Writes a file of a node.</summary>
    public Task WriteFileAsync(Guid projectId, Guid nodeId, string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        _connection.PutBytesAsync(File(projectId, nodeId, path), content, cancellationToken);

    private static Route File(Guid projectId, Guid nodeId, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new Route($"projects/{projectId}/nodes/{nodeId}/files/{Route.Parts(path)}");
    }
}
