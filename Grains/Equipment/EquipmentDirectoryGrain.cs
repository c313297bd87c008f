using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Nms.Nodes;

namespace Nms.Equipment;

/// <summary>Knows the equipment of one project.</summary>
[GrainType("nms.equipment-directory")]
internal sealed class EquipmentDirectoryGrain(
    [PersistentState("equipment-directory", "Default")] IPersistentState<EquipmentDirectoryState> storage, IOptions<EquipmentOptions> options, TimeProvider time)
    : Grain, IEquipmentDirectoryGrain, IRemindable
{
    private const string CareReminder = "care";

    private static readonly TimeSpan s_carePeriod = TimeSpan.FromHours(1);

    private ImmutableArray<EquipmentSummary>? _listed;

    private ImmutableDictionary<Guid, EquipmentSummary> Known => storage.State.Equipment;

    public async Task IndexAsync(ImmutableArray<EquipmentSummary> summaries, CancellationToken cancellationToken)
    {
        var next = Known.SetItems(summaries.Select(summary => KeyValuePair.Create(summary.EquipmentId, summary)));
        if (next.Count > options.Value.MaxEquipment && next.Count > Known.Count)
        {
            throw new ConflictException("too_much_equipment", $"There are {Known.Count} pieces of equipment, and there may be {options.Value.MaxEquipment}; forget some, or raise {EquipmentOptions.Section}:MaxEquipment.");
        }

        var isFirst = Known.IsEmpty && !next.IsEmpty;
        await WriteAsync(next);
        if (isFirst)
        {
            await this.RegisterOrUpdateReminder(CareReminder, s_carePeriod, s_carePeriod, CancellationToken.None);
        }
    }

    public async Task CareAsync(CancellationToken cancellationToken)
    {
        var gone = this.GetPrimaryKey() == Guid.Empty || Known.IsEmpty ? [] : EquipmentCareLogic.Gone(Known.Values, await NodesAsync(cancellationToken)).ToList();
        var lost = new List<EquipmentSummary>();
        foreach (var (id, reason) in gone)
        {
            if (await GrainFactory.Equipment(KeyOf(id)).LoseAsync(reason, null, cancellationToken) is { } summary)
            {
                lost.Add(summary);
            }
        }

        if (lost is not [])
        {
            await WriteAsync(Known.SetItems(lost.Select(summary => KeyValuePair.Create(summary.EquipmentId, summary))));
        }

        var expired = EquipmentCareLogic.Expired(Known.Values, time.GetUtcNow(), options.Value.LostRetention).ToList();
        foreach (var id in expired)
        {
            await GrainFactory.Equipment(KeyOf(id)).ForgetAsync(cancellationToken);
        }

        if (expired is not [])
        {
            await WriteAsync(Known.RemoveRange(expired));
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await CareAsync(CancellationToken.None);
        if (Known.IsEmpty && await this.GetReminder(CareReminder, CancellationToken.None) is { } reminder)
        {
            await this.UnregisterReminder(reminder, CancellationToken.None);
        }
    }

    public ValueTask<ImmutableArray<EquipmentSummary>> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult(
        _listed ??= [.. Known.Values.OrderBy(one => one.Name, NaturalOrder.Instance).ThenBy(one => one.EquipmentId)]);

    public Task RemoveAsync(ImmutableArray<Guid> equipmentIds, CancellationToken cancellationToken) => WriteAsync(Known.RemoveRange(equipmentIds));

    private NodeKey KeyOf(Guid equipmentId) => new(this.GetPrimaryKey(), equipmentId);

    /// <summary>The nodes that the project has; null when there is none of that id any more.</summary>
    private async Task<ImmutableHashSet<Guid>?> NodesAsync(CancellationToken cancellationToken)
    {
        var project = GrainFactory.Project(this.GetPrimaryKey());
        try
        {
            // The event that led here was told before the project shows what it tells of; a call that takes its turn comes after.
            await project.BeginReadAsync(cancellationToken);
            return [.. (await project.GetTopologyAsync(cancellationToken: cancellationToken))!.Nodes.Select(node => node.Key.NodeId)];
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private async Task WriteAsync(ImmutableDictionary<Guid, EquipmentSummary> next)
    {
        var before = storage.State;
        storage.State = new EquipmentDirectoryState { Equipment = next };
        try
        {
            await storage.WriteStateAsync(CancellationToken.None);
            _listed = null;
        }
        catch
        {
            storage.State = before;
            throw;
        }
    }
}
