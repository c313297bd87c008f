using Nms.Equipment;
using Nms.Nodes;
using Nms.Projects;
using Nms.Testing;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Equipment;

/// <summary>What becomes of equipment whose node or project GNS3 deletes.</summary>
public sealed class EquipmentCareTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Equipment_of_a_deleted_node_is_lost_and_the_others_are_not()
    {
        await using var cluster = await StartAsync();
        await cluster.Grains.Project(ProjectId).ObserveAsync([new NodeRemoved(Id(1))], Cancelled);

        await cluster.Grains.EquipmentDirectory(ProjectId).CareAsync(Cancelled);

        var known = await cluster.Grains.EquipmentDirectory(ProjectId).ListAsync(Cancelled);

        Assert.Equal([("PC1", true, EquipmentCareLogic.NodeGone), ("PC2", false, null)], known.Select(one => (one.Name, one.Lost, one.LostReason)));
        Assert.NotNull(known[0].LostAt);
        Assert.Contains(EquipmentCareLogic.NodeGone, Lost(cluster).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equipment_of_a_deleted_project_is_lost_once()
    {
        await using var cluster = await StartAsync();
        await cluster.Grains.Project(ProjectId).ObserveAsync([new ProjectRemoved()], Cancelled);
        await cluster.Grains.EquipmentDirectory(ProjectId).CareAsync(Cancelled);
        await cluster.Grains.EquipmentDirectory(ProjectId).CareAsync(Cancelled);

        Assert.Equal(2, Lost(cluster).Length);
        Assert.All(Lost(cluster), data => Assert.Contains(EquipmentCareLogic.ProjectGone, data, StringComparison.Ordinal));
        Assert.NotNull(await cluster.Grains.Equipment(new NodeKey(ProjectId, Id(1))).FindAsync(Cancelled));
    }

    [Fact]
    public void What_was_lost_is_kept_for_its_time_and_no_longer()
    {
        var now = Findings.Now;
        EquipmentSummary[] known =
        [
            Summary(1), Summary(2) with { Lost = true, LostAt = now.AddDays(-1) }, Summary(3) with { Lost = true, LostAt = now.AddDays(-30) },
            Summary(4) with { Lost = true, SeenAt = now.AddDays(-31) },
        ];

        Assert.Equal([Id(3), Id(4)], EquipmentCareLogic.Expired(known, now, TimeSpan.FromDays(30)));
        Assert.Equal([(Id(1), EquipmentCareLogic.NodeGone)], EquipmentCareLogic.Gone(known, [Id(2)]));
        Assert.Equal([(Id(1), EquipmentCareLogic.ProjectGone)], EquipmentCareLogic.Gone(known, null));
        Assert.Empty(EquipmentCareLogic.Gone(known, [Id(1)]));

        EquipmentSummary Summary(int id) => new() { EquipmentId = Id(id), Name = $"PC{id}", SeenAt = now };
    }

    private static async Task<NmsTestCluster> StartAsync()
    {
        var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>());
        var project = cluster.Grains.Project(ProjectId);
        await project.ReconcileAsync(Facts(Project(), [Node(1, "PC1"), Node(2, "PC2")]), await project.BeginReadAsync(Cancelled), Cancelled);
        foreach (var (number, name) in new[] { (1, "PC1"), (2, "PC2") })
        {
            var record = new EquipmentRecord { Profile = Findings.Basis() with { EquipmentId = Id(number), ProjectId = ProjectId, Name = name } };
            var recorded = await cluster.Grains.Equipment(new NodeKey(ProjectId, Id(number))).RecordAsync(record, Cancelled);
            await cluster.Grains.EquipmentDirectory(ProjectId).IndexAsync([recorded.Summary], Cancelled);
        }

        return cluster;
    }

    private static string[] Lost(NmsTestCluster cluster) => [.. cluster.Log.Events.Where(e => e.Type == "equipment.lost").Select(e => e.DataJson)];
}
