namespace Nms.Nodes;

/// <summary>
/// Commands on one node. Stateless: asks GNS3, hands what GNS3 then shows to the project as an observation, and returns it,
/// so that a slow emulator never holds up the model. Key: <see cref="NodeKey"/>.
/// </summary>
/// <remarks>
/// All methods throw <see cref="NotFoundException"/> (node_not_found, project_not_found),
/// <see cref="ForbiddenException"/> (server_watch_only), <see cref="Gns3RefusedException"/>,
/// <see cref="Gns3UnavailableException"/> or <see cref="Gns3TimeoutException"/>. A closed project is
/// <see cref="ConflictException"/> project_closed.
/// </remarks>
[Alias("Nms.Nodes.INodeCommandsGrain")]
public interface INodeCommandsGrain : IGrainWithStringKey
{
    /// <summary>Starts the node; a started node is left alone. Idempotent.</summary>
    [Alias("StartAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<NodeCommandResult> StartAsync(CancellationToken cancellationToken = default);

    /// <summary>Stops the node; a stopped node is left alone. Idempotent.</summary>
    [Alias("StopAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<NodeCommandResult> StopAsync(CancellationToken cancellationToken = default);

    /// <summary>Suspends the node.</summary>
    [Alias("SuspendAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<NodeCommandResult> SuspendAsync(CancellationToken cancellationToken = default);

    /// <summary>Reloads the node (GNS3's own restart).</summary>
    [Alias("ReloadAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<NodeCommandResult> ReloadAsync(CancellationToken cancellationToken = default);

    /// <summary>Stops the node, waits until it is stopped, starts it.</summary>
    [Alias("RestartAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<NodeCommandResult> RestartAsync(CancellationToken cancellationToken = default);

    /// <summary>Changes the node.</summary>
    [Alias("UpdateAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<NodeSnapshot> UpdateAsync(NodeChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Deletes the node and its links.</summary>
    [Alias("DeleteAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task DeleteAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes a copy of the node at a position.</summary>
    [Alias("DuplicateAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<NodeSnapshot> DuplicateAsync(int x, int y, int z, CancellationToken cancellationToken = default);

    /// <summary>Reads a file of the node's directory, at most 4 MiB.</summary>
    [Alias("ReadFileAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Writes a file of the node's directory, at most 4 MiB.</summary>
    [Alias("WriteFileAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task WriteFileAsync(string path, byte[] content, CancellationToken cancellationToken = default);
}
