using System.Globalization;
using System.Net;
using Nms.Lab;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>Two silo processes on a real Redis and a real PostgreSQL, with the settings of docker-compose.yml.</summary>
public sealed class ClusterTests(PostgresServer postgres, RedisServer redis) : IAsyncLifetime
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(20);

    private readonly TempFolder _folder = new();
    private readonly List<IAsyncDisposable> _running = [];
    private readonly List<Hub> _hubs = [];
    private Gns3 _gns3 = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(postgres.SkipReason is not null, postgres.SkipReason ?? "");
        Assert.SkipWhen(redis.SkipReason is not null, redis.SkipReason ?? "");

        var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        _running.Add(lab);
        _gns3 = new Gns3(lab.Url);
        var cluster = new Dictionary<string, string>(ComposeStack.SettingsOf("silo-1"), StringComparer.Ordinal)
        {
            ["ConnectionStrings__redis"] = await redis.GetConnectionStringAsync(),
            ["ConnectionStrings__postgres"] = await postgres.CreateDatabaseAsync(),
            ["Orleans__ClusterId"] = $"test-{Guid.NewGuid():N}",
            ["Orleans__ServiceId"] = $"test-{Guid.NewGuid():N}",
            ["Orleans__Endpoints__AdvertisedIPAddress"] = "127.0.0.1",
            ["Gns3__Servers__default__Url"] = $"{lab.Url}",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        };
        foreach (var name in new[] { "silo-1", "silo-2" })
        {
            cluster["Orleans__Endpoints__SiloPort"] = ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture);
            cluster["Orleans__Endpoints__GatewayPort"] = ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture);
            var silo = await NmsProcess.StartAsync(_folder.Sub(name), cluster, Cancellation);
            _running.Add(silo);
            _hubs.Add(new Hub(silo));
        }
    }

    [Fact]
    public async Task Any_silo_answers_any_request_and_both_hear_every_event()
    {
        var expected = await _gns3.NodesAsync(Cancellation);
        foreach (var hub in _hubs)
            await hub.ShowsAsync(expected, Cancellation);
        var node = Running(expected);
        await using var first = await EventSocket.FollowAsync(_hubs[0].Address, Cancellation);
        await using var second = await EventSocket.FollowAsync(_hubs[1].Address, Cancellation);

        var answer = await _hubs[1].PostAsync($"/api/v1/projects/{node.ProjectId}/nodes/{node.NodeId}/stop", Cancellation);
        await first.NextAsync(e => e.Type == "node.stopped" && e.NodeId == node.NodeId, s_soon, Cancellation);
        await second.NextAsync(e => e.Type == "node.stopped" && e.NodeId == node.NodeId, s_soon, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer);
        Assert.Equal("stopped", (await _hubs[0].NodeAsync(node.ProjectId, node.NodeId, Cancellation)).Status);
        var log = await _hubs[0].EventsAsync(Cancellation);
        Assert.Equal(log, await _hubs[1].EventsAsync(Cancellation));
        Assert.Single(log, e => e.Type == "node.stopped" && e.NodeId == node.NodeId);
        Assert.Single(first.Events, e => e.Type == "node.stopped" && e.NodeId == node.NodeId);
        Assert.Single(second.Events, e => e.Type == "node.stopped" && e.NodeId == node.NodeId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task When_a_silo_is_killed_the_other_carries_on_and_nothing_is_lost(int killed)
    {
        var expected = await _gns3.NodesAsync(Cancellation);
        foreach (var hub in _hubs)
            await hub.ShowsAsync(expected, Cancellation);
        var (survivor, victim) = (_hubs[1 - killed], _hubs[killed]);
        var node = Running(expected);
        await using var feed = await EventSocket.FollowAsync(survivor.Address, Cancellation);
        await using var lost = await EventSocket.FollowAsync(victim.Address, Cancellation);
        await _gns3.TurnAsync(node, "stop", Cancellation);
        await lost.NextAsync(e => e.Type == "node.stopped" && e.NodeId == node.NodeId, s_soon, Cancellation);

        await victim.Process.KillAsync();
        await _gns3.TurnAsync(node, "start", Cancellation);
        await feed.NextAsync(e => e.Type == "node.started" && e.NodeId == node.NodeId, s_soon, Cancellation);
        var shown = await Eventually.GetsAsync(
            token => survivor.NodeAsync(node.ProjectId, node.NodeId, token), seen => seen.Status == "started", s_soon, seen => seen.Status, Cancellation);

        Assert.Equal(node, shown);
        var log = await survivor.EventsAsync(Cancellation);
        Assert.Equal(Enumerable.Range(1, log.Count).Select(number => (long)number), log.Select(e => e.Sequence));
        Assert.Equal(
            ["node.stopped", "node.started"],
            log.Where(e => e.NodeId == node.NodeId && e.Type is ("node.stopped" or "node.started")).Select(e => e.Type).TakeLast(2));
        Assert.Equal(log.Count, log.Select(e => e.EventId).Distinct().Count());
        Assert.All(lost.Events, e => Assert.Contains(e, log));
    }

    [Fact]
    public async Task Readiness_names_the_membership_of_the_silo()
    {
        var ready = await _hubs[0].GetAsync("/health/ready", Cancellation);

        Assert.Equal("passed", ready.GetProperty("checks").GetProperty("redis").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hub in _hubs)
            hub.Dispose();
        foreach (var process in Enumerable.Reverse(_running))
            await process.DisposeAsync();
        _gns3?.Dispose();
        _folder.Dispose();
    }

    private static NodeView Running(IReadOnlyList<NodeView> nodes) =>
        nodes.First(node => node.Status == "started" && node.Name.StartsWith('R'));
}
