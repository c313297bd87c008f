using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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
    private readonly Dictionary<string, string> _settings = new(ComposeStack.SettingsOf("silo-1"), StringComparer.Ordinal);
    private Gns3 _gns3 = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(postgres.SkipReason is not null, postgres.SkipReason ?? "");
        Assert.SkipWhen(redis.SkipReason is not null, redis.SkipReason ?? "");

        var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        _running.Add(lab);
        _gns3 = new Gns3(lab.Url);
        _settings["ConnectionStrings__redis"] = await redis.GetConnectionStringAsync();
        _settings["ConnectionStrings__postgres"] = await postgres.CreateDatabaseAsync();
        _settings["Orleans__ClusterId"] = $"test-{Guid.NewGuid():N}";
        _settings["Orleans__ServiceId"] = $"test-{Guid.NewGuid():N}";
        _settings["Orleans__Endpoints__AdvertisedIPAddress"] = "127.0.0.1";
        _settings["Gns3__Servers__default__Url"] = $"{lab.Url}";
        _settings["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        _settings["Nms__Outbound__Allowed__0"] = "127.0.0.1";
        _settings["Nms__Messaging__Lease"] = "00:00:05";
        foreach (var name in new[] { "silo-1", "silo-2" })
        {
            _settings["Orleans__Endpoints__SiloPort"] = ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture);
            _settings["Orleans__Endpoints__GatewayPort"] = ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture);
            var silo = await NmsProcess.StartAsync(_folder.Sub(name), _settings, Cancellation);
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
    public async Task A_program_that_follows_the_Orleans_streams_misses_nothing_when_a_silo_is_killed()
    {
        var expected = await _gns3.NodesAsync(Cancellation);
        foreach (var hub in _hubs)
            await hub.ShowsAsync(expected, Cancellation);
        var node = Running(expected);
        await using var follower = ServerProcess.Start(
            "dotnet", FollowerProgram, _settings["ConnectionStrings__redis"], _settings["Orleans__ClusterId"], _settings["Orleans__ServiceId"], $"{node.ProjectId}");

        await _gns3.TurnAsync(node, "stop", Cancellation);
        await FollowsAsync(_hubs[0], " node.stopped ");
        await _hubs[1].Process.KillAsync();
        await _gns3.TurnAsync(node, "start", Cancellation);
        await FollowsAsync(_hubs[0], " node.started ");

        // Everything of the project that the log holds, each event once; more urgent ones may come first.
        Task FollowsAsync(Hub hub, string last) => Eventually.IsTrueAsync(
            async token =>
            {
                var log = (await hub.EventsAsync(token)).Where(e => e.ProjectId == node.ProjectId).Select(e => $"{e.Sequence} {e.Type}").ToList();
                var heard = follower.Log.Split('\n').Where(line => char.IsAsciiDigit(line.FirstOrDefault())).Select(line => line.Split(' ')).Select(words => $"{words[0]} {words[2]}").ToList();
                return log[^1].EndsWith(last.TrimEnd(), StringComparison.Ordinal) && heard.Count == log.Count && heard.Order().SequenceEqual(log.Order());
            },
            s_soon * 2,
            () => follower.Log,
            Cancellation);
    }

    [Fact]
    public async Task Webhooks_of_events_and_of_modules_miss_nothing_when_a_silo_is_killed()
    {
        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";
        await using var events = await WebhookReceiver.StartAsync(Cancellation);
        await using var messages = await WebhookReceiver.StartAsync(Cancellation);
        await PostAsync(_hubs[0], "/api/v1/webhooks", new { name = "all", url = events.Url });
        await PostAsync(_hubs[1], "/api/v1/modules", new { module_name = "pushed", delivery = "webhook", webhook_url = messages.Url, webhook_secret = secret });
        await PostAsync(_hubs[1], "/api/v1/modules", new { module_name = "seen" });
        var ids = new List<string>();
        await SendAsync(_hubs[0], 20);
        var victim = _hubs[0];

        await victim.Process.KillAsync();
        await SendAsync(_hubs[1], 20);
        await PostAsync(_hubs[1], "/api/v1/modules", new { module_name = "seen", version = "2" });

        await Eventually.IsTrueAsync(
            _ => Task.FromResult(!ids.Except(messages.Taken.Select(taken => taken.Id)).Any()), s_soon * 3,
            () => $"{messages.Taken.Length} taken of {ids.Count}", Cancellation);
        Assert.All(messages.Taken, taken => Assert.True(taken.IsSignedWith(secret)));
        await Eventually.IsTrueAsync(
            async token =>
            {
                var wanted = (await _hubs[1].EventsAsync(token)).Where(e => e.Type is "module.updated" or "module.registered").Select(e => e.EventId.ToString());
                return !wanted.TakeLast(3).Except(events.Taken.Select(taken => taken.Id)).Any();
            },
            s_soon * 3, () => string.Join(", ", events.Taken.Select(taken => taken.Type)), Cancellation);

        // With ids of one's own a message is sent again, while the cluster notices the death, without being sent twice.
        async Task SendAsync(Hub hub, int count)
        {
            var batch = Enumerable.Range(0, count).Select(_ => $"{Guid.NewGuid()}").ToList();
            await Eventually.GetsAsync(
                _ => PostAsync(hub, "/api/v1/messages/batch", new { messages = batch.Select(id => new { target = "pushed", message_id = id }) }),
                answer => answer.GetProperty("accepted").GetInt32() == count, s_soon, answer => $"{answer}", Cancellation);
            ids.AddRange(batch);
        }
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

    /// <summary>Sends, and again while the cluster has not noticed a death yet: 503, and 429 from a silo that counts alone.</summary>
    private static async Task<JsonElement> PostAsync(Hub hub, string path, object body)
    {
        var (status, text) = await Eventually.GetsAsync(
            async token =>
            {
                using var answer = await hub.Http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, token);
                return (answer.StatusCode, await answer.Content.ReadAsStringAsync(token));
            },
            answer => answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests), s_soon, answer => answer.Item2, Cancellation);
        Assert.True((int)status < 300, $"{path}: {(int)status} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    // tests/Acceptance.Tests/bin/Release/net10.0 -> samples/StreamFollower/bin/Release/net10.0
    private static string FollowerProgram => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory.Replace("/tests/Acceptance.Tests/", "/samples/StreamFollower/", StringComparison.Ordinal), "Nms.StreamFollower.dll"));

    private static NodeView Running(IReadOnlyList<NodeView> nodes) =>
        nodes.First(node => node.Status == "started" && node.Name.StartsWith('R'));
}
