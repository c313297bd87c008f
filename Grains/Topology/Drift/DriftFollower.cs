using Microsoft.Extensions.Logging;
using Nms.Events;

namespace Nms.Topology.Drift;

/// <summary>
/// Has a project judged again when its drawing, or which of its nodes run, changed. Every silo does, since any may go: the first to come
/// judges, and the others find it done. What is missed is made up for when the report is read.
/// </summary>
internal sealed class DriftFollower(IEventFeed feed, IGrainFactory grains, TimeProvider time, ILogger<DriftFollower> logger) : SiloWork(time, logger)
{
    private const int FanOut = 8;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    protected override Task RunAsync() => RepeatAsync("drift", s_pause, s_pause, async () =>
    {
        await foreach (var batch in feed.FollowAsync(await feed.GetHeadAsync(Stopped), Stopped))
        {
            var projects = batch.Events.Where(e => IsOfTheDrawing(e.Type) && e.ProjectId != Guid.Empty).Select(e => e.ProjectId).Distinct();
            await BoundedFanOut.ForEachAsync(projects, FanOut, id => TryAsync($"drift of project {id}", () => grains.TopologyDrift(id).RejudgeAsync(Stopped)));
        }
    });

    private static bool IsOfTheDrawing(string type) => type is "topology.changed" or "node.started" or "node.stopped" or "node.suspended" or "node.id_changed"
        or "link.created" or "link.updated" or "link.deleted" or "project.opened" or "project.closed" or "project.deleted" or "snapshot.restored";
}
