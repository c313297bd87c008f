using Orleans.Concurrency;

namespace Nms.Nodes;

/// <summary>
/// One node of a GNS3 project: the single owner of its status and facts. Key: <see cref="NodeKey"/>.
/// Only its project tells it what GNS3 said; anyone may read it. Commands are <see cref="INodeCommandsGrain"/>.
/// </summary>
[Alias("Nms.Nodes.INodeGrain")]
public interface INodeGrain : IGrainWithStringKey
{
    /// <summary>Returns what is known of the node, without asking GNS3.</summary>
    /// <exception cref="NotFoundException">node_not_found: no such node, or it was deleted or replaced.</exception>
    [Alias("GetAsync"), AlwaysInterleave]
    ValueTask<NodeSnapshot> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns what is known of the node, or null when there is none.</summary>
    [Alias("FindAsync"), AlwaysInterleave]
    ValueTask<NodeSnapshot?> FindAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes the news that a request is about to change the node: the events of the next seconds are its doing. Nobody waits for it,
    /// and when it is lost the events merely do not say what caused them.
    /// </summary>
    /// <param name="correlationId">The request's correlation id, if it has one.</param>
    /// <param name="traceParent">The request's span, if it is recorded.</param>
    /// <param name="cancellationToken">Ends the wait for its being sent.</param>
    [Alias("ExpectAsync"), OneWay]
    Task ExpectAsync(string? correlationId, string? traceParent, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes what GNS3 said of the node. Idempotent: saying the same twice changes nothing and publishes nothing.
    /// </summary>
    /// <returns>The node after it.</returns>
    [Alias("ObserveAsync")]
    Task<NodeSnapshot> ObserveAsync(NodeObservation observation, CancellationToken cancellationToken = default);

    /// <summary>Takes the news that the node is gone: publishes node.deleted once and forgets its facts.</summary>
    [Alias("RemoveAsync")]
    Task RemoveAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes this node the continuation of <paramref name="previous"/> after a snapshot restore gave it a new id:
    /// publishes node.id_changed instead of node.created and keeps the history.
    /// </summary>
    [Alias("ContinueAsync")]
    Task<NodeSnapshot> ContinueAsync(NodeSnapshot previous, NodeObservation observation, CancellationToken cancellationToken = default);

    /// <summary>Forgets a node that lives on under another id: no event, reads answer not found.</summary>
    [Alias("ReplaceAsync")]
    Task ReplaceAsync(Guid replacedBy, CancellationToken cancellationToken = default);

    /// <summary>Forgets the node because its whole project is gone: no event, reads answer not found.</summary>
    [Alias("ForgetAsync")]
    Task ForgetAsync(CancellationToken cancellationToken = default);
}
