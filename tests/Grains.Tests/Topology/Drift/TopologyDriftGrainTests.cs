using System.Text.Json;
using Nms.Nodes;
using Nms.Testing;
using Nms.Topology;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Topology.Drift;

/// <summary>The drift grain on silos, beside the project whose drawing it judges.</summary>
public sealed class TopologyDriftGrainTests
{
    private static readonly Dictionary<string, string?> s_noServer = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static DrawnLab Lab => new DrawnLab().Speaking("R1", "R2").Link("R1:0", "R2:0").Meet("R1:0", "R2:0");

    [Fact]
    public async Task A_run_is_judged_and_the_report_outlives_the_silo()
    {
        await using var first = await NmsTestCluster.StartAsync(s_noServer);
        await DrawAsync(first, Lab);

        var report = await first.Grains.TopologyDrift(ProjectId).ObserveAsync([.. Witnesses()], Id(9), Cancelled);
        await first.DisposeAsync();
        await using var second = await NmsTestCluster.StartAsync(s_noServer, before: first);
        var found = await second.Grains.TopologyDrift(ProjectId).FindAsync(Cancelled);

        Assert.Equal(DriftState.Confirmed, Assert.Single(report.Items).State);
        Assert.Equal(JsonSerializer.Serialize(report), JsonSerializer.Serialize(found));
        Assert.Equal(Id(9), found!.RunId);
        var told = Assert.Single(second.Log.Events, e => e.Type == "topology.drift_changed");
        Assert.Equal((Nms.Events.EventPriority.High, "discovery", ProjectId), (told.Priority, told.Source, told.ProjectId));
    }

    [Fact]
    public async Task The_same_run_again_tells_nothing()
    {
        await using var cluster = await NmsTestCluster.StartAsync(s_noServer);
        await DrawAsync(cluster, Lab);
        var drift = cluster.Grains.TopologyDrift(ProjectId);

        await drift.ObserveAsync([.. Witnesses()], Id(9), Cancelled);
        await drift.ObserveAsync([.. Witnesses()], Id(10), Cancelled);

        Assert.Single(cluster.EventTypes, "topology.drift_changed");
        Assert.Equal(Id(10), (await drift.FindAsync(Cancelled))!.RunId);
    }

    [Fact]
    public async Task A_link_that_is_suspended_is_judged_anew_without_another_run()
    {
        await using var cluster = await NmsTestCluster.StartAsync(s_noServer, silos: 2);
        await DrawAsync(cluster, Lab);
        await cluster.Grains.TopologyDrift(ProjectId).ObserveAsync([.. Witnesses()], Id(9), Cancelled);

        await DrawAsync(cluster, Lab, links: [Lab.Topology.Links[0] with { Suspended = true }]);

        await ToldAsync(cluster, "confirmed", "suspended");
    }

    [Fact]
    public async Task A_node_that_stops_is_judged_anew_without_another_run()
    {
        await using var cluster = await NmsTestCluster.StartAsync(s_noServer);
        await DrawAsync(cluster, Lab);
        await cluster.Grains.TopologyDrift(ProjectId).ObserveAsync([.. Witnesses()], Id(9), Cancelled);

        await cluster.Grains.Project(ProjectId).ObserveAsync([Updated(Lab.Topology.Nodes[1] with { Status = NodeStatus.Stopped })], Cancelled);

        await ToldAsync(cluster, "confirmed", "not_observable");
    }

    [Fact]
    public async Task A_project_that_was_never_discovered_is_not_judged_and_one_that_is_not_there_is_not_found()
    {
        await using var cluster = await NmsTestCluster.StartAsync(s_noServer);
        await DrawAsync(cluster, Lab);

        Assert.Null(await cluster.Grains.TopologyDrift(ProjectId).RejudgeAsync(Cancelled));
        Assert.Null(await cluster.Grains.TopologyDrift(ProjectId).FindAsync(Cancelled));
        await Assert.ThrowsAsync<NotFoundException>(() => cluster.Grains.TopologyDrift(Id(5)).ObserveAsync([], null, Cancelled));
    }

    private static IEnumerable<DriftWitness> Witnesses() => Lab.Witnesses.Values;

    private static async Task DrawAsync(NmsTestCluster cluster, DrawnLab lab, LinkSnapshot[]? links = null)
    {
        var project = cluster.Grains.Project(ProjectId);
        var mark = await project.BeginReadAsync(Cancelled);
        await project.ReconcileAsync(Facts(Project(), [.. lab.Topology.Nodes], links ?? [.. lab.Topology.Links]), mark, Cancelled);
    }

    private static Task ToldAsync(NmsTestCluster cluster, string before, string after) => cluster.WaitForEventsAsync(
        events => events.Any(e => e.Type == "topology.drift_changed" && JsonDocument.Parse(e.DataJson).RootElement.GetProperty("changes").EnumerateArray()
            .Any(change => change.GetProperty("before").GetString() == before && change.GetProperty("after").GetString() == after)),
        $"drift from {before} to {after}",
        Cancelled);
}
