using Microsoft.Extensions.Logging;
using Nms.Events;
using Nms.Nodes;

namespace Nms.Equipment;

/// <summary>The single owner of the last profile of one piece of equipment.</summary>
[GrainType("nms.equipment")]
internal sealed class EquipmentGrain : Grain, IEquipmentGrain
{
    private readonly Outbox<EquipmentState> _outbox;
    private readonly TimeProvider _time;

    public EquipmentGrain(
        [PersistentState("equipment", "Default")] IPersistentState<EquipmentState> storage,
        EventPublisher publisher,
        TimeProvider time,
        ILogger<EquipmentGrain> logger)
    {
        _outbox = new Outbox<EquipmentState>(this, storage, publisher, logger);
        _time = time;
    }

    private NodeKey Key => NodeKey.Parse(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _outbox.FlushAsync(cancellationToken);

    public async Task<EquipmentRecorded> RecordAsync(EquipmentRecord record, CancellationToken cancellationToken)
    {
        var versions = record.Configurations is []
            ? []
            : await GrainFactory.EquipmentConfigurations(Key).AddAsync(record.Configurations, CancellationToken.None);
        var found = record.Profile with
        {
            Files = [.. record.Profile.Files.Select(file => versions.FirstOrDefault(version => version.Name == file.Name) is { } version ? file with { Version = version.Version } : file)],
        };
        var decision = EquipmentLogic.Record(_outbox.State, found, _time.GetUtcNow());

        // Kept before it is told: a history that is one version ahead repeats that version, one that lacks it never gets it.
        if (decision.Version is { } version)
        {
            await GrainFactory.EquipmentHistory(Key).AddAsync(version, decision.Next.Profile!, CancellationToken.None);
        }

        await _outbox.CommitAsync(decision.Next, decision.Events);
        return new EquipmentRecorded(EquipmentLogic.Summarise(_outbox.State), decision.IsNew, decision.Version is not null);
    }

    public async Task<EquipmentSummary?> LoseAsync(string reason, Guid? runId, CancellationToken cancellationToken)
    {
        var state = _outbox.State;
        if (EquipmentLogic.Lose(state, reason, _time.GetUtcNow()) is { } lost)
        {
            await _outbox.CommitAsync(lost, [EquipmentEvents.Lost(state.Profile! with { RunId = runId }, reason, state.SeenAt)]);
        }

        return state.Profile is null ? null : EquipmentLogic.Summarise(_outbox.State);
    }

    public ValueTask<EquipmentSnapshot?> FindAsync(CancellationToken cancellationToken) => ValueTask.FromResult(
        _outbox.State.Profile is { } profile ? new EquipmentSnapshot(EquipmentLogic.Summarise(_outbox.State), profile) : null);

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await GrainFactory.EquipmentHistory(Key).ForgetAsync(CancellationToken.None);
        await GrainFactory.EquipmentConfigurations(Key).ForgetAsync(CancellationToken.None);
        await _outbox.CommitAsync(new EquipmentState(), []);
        DeactivateOnIdle();
    }
}
