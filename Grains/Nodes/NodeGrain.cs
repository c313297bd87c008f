using Microsoft.Extensions.Logging;
using Nms.Events;

namespace Nms.Nodes;

/// <summary>The single owner of one node's status and facts.</summary>
[GrainType("nms.node")]
internal sealed class NodeGrain : Grain, INodeGrain
{
    private readonly Outbox<NodeState> _outbox;
    private readonly TimeProvider _time;
    private NodeSnapshot? _node;
    private EventCause? _cause;

    public NodeGrain(
        [PersistentState("node", "Default")] IPersistentState<NodeState> storage,
        EventPublisher publisher,
        TimeProvider time,
        ILogger<NodeGrain> logger)
    {
        _outbox = new Outbox<NodeState>(this, storage, publisher, logger);
        _time = time;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _node = _outbox.State.Node;
        return _outbox.FlushAsync(cancellationToken);
    }

    public ValueTask<NodeSnapshot> GetAsync(CancellationToken cancellationToken) => _node is null
        ? throw NodeFailures.NotFound(NodeKey.Parse(this.GetPrimaryKeyString()))
        : ValueTask.FromResult(_node);

    public ValueTask<NodeSnapshot?> FindAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_node);

    public Task ExpectAsync(string? correlationId, string? traceParent, CancellationToken cancellationToken)
    {
        _cause = new EventCause(correlationId, traceParent, _time.GetUtcNow() + EventCause.Lifetime);
        return Task.CompletedTask;
    }

    public async Task<NodeSnapshot> ObserveAsync(NodeObservation observation, CancellationToken cancellationToken) =>
        await RecordAsync(NodeLogic.Observe(_outbox.State.Node, observation, _time.GetUtcNow()));

    public async Task<NodeSnapshot> ContinueAsync(NodeSnapshot previous, NodeObservation observation, CancellationToken cancellationToken) =>
        await RecordAsync(NodeLogic.Continue(_outbox.State.Node, previous, observation, _time.GetUtcNow()));

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (_outbox.State.Node is { } known)
        {
            await _outbox.CommitAsync(new NodeState(), [NodeLogic.Removed(known)]);
        }

        Leave();
    }

    public Task ReplaceAsync(Guid replacedBy, CancellationToken cancellationToken) => ForgetAsync(cancellationToken);

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (_outbox.State.Node is not null)
        {
            await _outbox.CommitAsync(new NodeState(), []);
        }

        Leave();
    }

    private async Task<NodeSnapshot> RecordAsync(NodeDecision decision)
    {
        if (decision.Changed)
        {
            using var caused = decision.Events is not [] && _cause is { } cause && cause.Until > _time.GetUtcNow() ? cause.Enter() : null;
            await _outbox.CommitAsync(new NodeState { Node = decision.Next }, decision.Events);
        }

        return _node = decision.Next;
    }

    private void Leave()
    {
        _node = null;
        if (_outbox.State.Outbox is [])
        {
            DeactivateOnIdle();
        }
    }
}
