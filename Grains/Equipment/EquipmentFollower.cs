using Microsoft.Extensions.Logging;
using Nms.Events;

namespace Nms.Equipment;

/// <summary>
/// Has the equipment of a project looked after when GNS3 deletes the project or a node of it. Every silo does, since any may go: the first to come
/// tells what is lost, and the others find it told. What is missed is made up for by the reminder of the directory.
/// </summary>
internal sealed class EquipmentFollower(IEventFeed feed, IGrainFactory grains, TimeProvider time, ILogger<EquipmentFollower> logger) : SiloWork(time, logger)
{
    private const int FanOut = 8;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    protected override Task RunAsync() => RepeatAsync("equipment", s_pause, s_pause, async () =>
    {
        await foreach (var batch in feed.FollowAsync(await feed.GetHeadAsync(Stopped), Stopped))
        {
            var projects = batch.Events.Where(e => e.Type is "node.deleted" or "project.deleted" && e.ProjectId != Guid.Empty).Select(e => e.ProjectId).Distinct();
            await BoundedFanOut.ForEachAsync(projects, FanOut, id => TryAsync($"equipment of project {id}", () => grains.EquipmentDirectory(id).CareAsync(Stopped)));
        }
    });
}
