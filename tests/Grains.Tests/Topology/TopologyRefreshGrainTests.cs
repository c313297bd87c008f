using System.Text.Json;
using Nms.Lab;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Grains.Tests.Topology;

/// <summary>Reading everything again on request, against servers that are there and one that is not.</summary>
public sealed class TopologyRefreshGrainTests
{
    private const string Nobody = "http://127.0.0.1:9";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refresh_is_one_event_of_the_platform_with_the_counts_of_all_servers()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Servers(("lab", lab.Url.ToString())));

        var refresh = await cluster.Grains.TopologyRefresh().RefreshAllAsync(Cancelled);

        var told = Assert.Single(cluster.Log.Events, e => e.Type == "topology.changed" && e.ProjectId == Guid.Empty);
        using var data = JsonDocument.Parse(told.DataJson);
        Assert.True(refresh.NodeCount >= 12);
        Assert.Equal("topology_refresh", data.RootElement.GetProperty("action").GetString());
        Assert.Equal(refresh.ProjectCount, data.RootElement.GetProperty("projects_count").GetInt32());
        Assert.Equal(refresh.NodeCount, data.RootElement.GetProperty("nodes_count").GetInt32());
        Assert.Empty(refresh.Failures);
    }

    [Fact]
    public async Task A_server_that_is_down_is_named_and_does_not_keep_the_others_from_being_read()
    {
        await using var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        await using var cluster = await NmsTestCluster.StartAsync(Servers(("lab", lab.Url.ToString()), ("away", Nobody)));

        var refresh = await cluster.Grains.TopologyRefresh().RefreshAllAsync(Cancelled);

        Assert.True(refresh.NodeCount >= 12);
        Assert.Equal(["away"], refresh.Failures.Keys);
    }

    [Fact]
    public async Task When_every_server_is_down_the_refresh_fails_and_tells_nothing()
    {
        await using var cluster = await NmsTestCluster.StartAsync(Servers(("away", Nobody)));

        await Assert.ThrowsAsync<Gns3UnavailableException>(() => cluster.Grains.TopologyRefresh().RefreshAllAsync(Cancelled));

        Assert.DoesNotContain("topology.changed", cluster.EventTypes);
    }

    private static Dictionary<string, string?> Servers(params (string Name, string Url)[] servers)
    {
        var settings = servers.ToDictionary(server => $"Gns3:Servers:{server.Name}:Url", string? (server) => server.Url);
        settings["Gns3:ReconnectDelay"] = "00:00:00.05";
        return settings;
    }
}
