namespace Nms.Gns3;

public sealed partial class Gns3Client
{
    /// <inheritdoc/>
    public Task<Gns3List<Gns3Node>> ListNodesAsync(Guid projectId, CancellationToken cancellationToken = default)
        => ListAsync($"projects/{projectId:D}/nodes", Gns3JsonContext.Default.Gns3Node, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Node> GetNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default)
        => ReadAsync(NodePath(projectId, nodeId), Gns3JsonContext.Default.Gns3Node, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Node> CreateNodeAsync(Guid projectId, Gns3NodeDraft draft, CancellationToken cancellationToken = default)
        => NodeCommandAsync(
            HttpMethod.Post,
            $"projects/{projectId:D}/nodes",
            Gns3CallKind.LongCommand,
            Body(draft, Gns3JsonContext.Default.Gns3NodeDraft),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Node> UpdateNodeAsync(
        Guid projectId, Guid nodeId, Gns3NodeChanges changes, CancellationToken cancellationToken = default)
        => NodeCommandAsync(
            HttpMethod.Put,
            NodePath(projectId, nodeId),
            Gns3CallKind.Command,
            Body(changes, Gns3JsonContext.Default.Gns3NodeChanges),
            cancellationToken);

    /// <inheritdoc/>
    public Task DeleteNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default)
        => CommandAsync(HttpMethod.Delete, NodePath(projectId, nodeId), Gns3CallKind.Command, cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Node> DuplicateNodeAsync(
        Guid projectId, Guid nodeId, int x, int y, int z = 0, CancellationToken cancellationToken = default)
        => NodeCommandAsync(
            HttpMethod.Post,
            $"{NodePath(projectId, nodeId)}/duplicate",
            Gns3CallKind.LongCommand,
            Body(new PlaceBody(x, y, z), Gns3JsonContext.Default.PlaceBody),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Node> StartNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default)
        => NodeActionAsync(projectId, nodeId, "start", cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Node> StopNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default)
        => NodeActionAsync(projectId, nodeId, "stop", cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Node> SuspendNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default)
        => NodeActionAsync(projectId, nodeId, "suspend", cancellationToken);

    /// <inheritdoc/>
    public Task<Gns3Node> ReloadNodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken = default)
        => NodeActionAsync(projectId, nodeId, "reload", cancellationToken);

    /// <inheritdoc/>
    public Task StartAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default)
        => AllNodesAsync(projectId, "start", cancellationToken);

    /// <inheritdoc/>
    public Task StopAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default)
        => AllNodesAsync(projectId, "stop", cancellationToken);

    /// <inheritdoc/>
    public Task SuspendAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default)
        => AllNodesAsync(projectId, "suspend", cancellationToken);

    /// <inheritdoc/>
    public Task ReloadAllNodesAsync(Guid projectId, CancellationToken cancellationToken = default)
        => AllNodesAsync(projectId, "reload", cancellationToken);

    /// <inheritdoc/>
    public Gns3ConsoleEndpoint? ConsoleOf(Gns3Node node, Gns3Compute? compute = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Gns3Console.Resolve(node, _options.Url, compute);
    }

    private static string NodePath(Guid projectId, Guid nodeId) => $"projects/{projectId:D}/nodes/{nodeId:D}";

    private Task<Gns3Node> NodeActionAsync(Guid projectId, Guid nodeId, string action, CancellationToken cancellationToken)
        => NodeCommandAsync(HttpMethod.Post, $"{NodePath(projectId, nodeId)}/{action}", Gns3CallKind.Command, null, cancellationToken);

    private Task AllNodesAsync(Guid projectId, string action, CancellationToken cancellationToken)
        => CommandAsync(HttpMethod.Post, $"projects/{projectId:D}/nodes/{action}", Gns3CallKind.LongCommand, cancellationToken);

    private Task<Gns3Node> NodeCommandAsync(
        HttpMethod method, string path, Gns3CallKind kind, RequestBody? body, CancellationToken cancellationToken)
        => CallAsync(method, path, kind, body, Gns3JsonContext.Default.Gns3Node, cancellationToken);
}
