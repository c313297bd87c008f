using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nms.Events;

namespace Nms.Topology.Drift;

/// <summary>The single owner of a project's drift report.</summary>
[GrainType("nms.topology-drift")]
internal sealed class TopologyDriftGrain : Grain, ITopologyDriftGrain
{
    private readonly Outbox<TopologyDriftState> _outbox;
    private readonly TimeProvider _time;
    private string? _judged;

    public TopologyDriftGrain(
        [PersistentState("topology-drift", "Default")] IPersistentState<TopologyDriftState> storage,
        EventPublisher publisher,
        TimeProvider time,
        ILogger<TopologyDriftGrain> logger)
    {
        _outbox = new Outbox<TopologyDriftState>(this, storage, publisher, logger);
        _time = time;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _outbox.FlushAsync(cancellationToken);

    public async Task<DriftReport> ObserveAsync(ImmutableArray<DriftWitness> witnesses, Guid? runId, CancellationToken cancellationToken)
    {
        var topology = (await GrainFactory.Project(this.GetPrimaryKey()).GetTopologyAsync(cancellationToken: cancellationToken))!;
        await JudgeAsync(topology, witnesses, runId);
        return _outbox.State.Report!;
    }

    public async Task<DriftReport?> RejudgeAsync(CancellationToken cancellationToken)
    {
        if (_outbox.State.Report is null)
        {
            return null;
        }

        var project = GrainFactory.Project(this.GetPrimaryKey());
        try
        {
            // The event that led here was told before the project shows what it tells of; a call that takes its turn comes after.
            await project.BeginReadAsync(cancellationToken);
            if (await project.GetTopologyAsync(_judged, cancellationToken) is { } topology)
            {
                await JudgeAsync(topology, [], null);
            }
        }
        catch (NotFoundException)
        {
            await _outbox.CommitAsync(new TopologyDriftState(), []);
        }

        return _outbox.State.Report;
    }

    public ValueTask<DriftReport?> FindAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_outbox.State.Report);

    private async Task JudgeAsync(ProjectTopology topology, ImmutableArray<DriftWitness> witnesses, Guid? runId)
    {
        var (next, events) = DriftKeepingLogic.Judge(_outbox.State, topology, witnesses, runId, _time.GetUtcNow());
        if (events is not [] || !DriftKeepingLogic.Same(_outbox.State, next))
        {
            await _outbox.CommitAsync(next, events);
        }

        _judged = topology.Version;
    }
}
