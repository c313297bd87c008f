using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Nms.Api.Tests.Access;
using Nms.Events;
using Nms.Status;

namespace Nms.Api.Tests.Events;

public sealed class EventConnectionEndpointTests : AccessTest
{
    private const string Connections = "/api/v1/events/connections";
    private const string Secret = "violet-Harbour-88";

    [Fact]
    public async Task The_administrator_sees_every_client_with_what_it_wants_and_has_had()
    {
        await AddUserAsync("olga", Secret, new { role = "viewer" });
        using var olga = Host.ClientOf("olga", Secret);
        var (hers, welcome) = await SocketClient.ConnectAsync(Host, "/api/v1/events/ws?ack=true&types=node.*&priority=high", caller: olga);
        Host.Log.Append("node.started");
        var cursor = (await hers.ReadAsync())["event_data"]!["cursor"]!.GetValue<string>();
        await hers.SendAsync(new JsonObject { ["type"] = "ack", ["cursor"] = cursor }.ToJsonString());
        await hers.AskAsync(new JsonObject { ["type"] = "heartbeat" });
        var (mine, _) = await SocketClient.ConnectAsync(Host, "/ws/gns3/events/");

        var list = await Host.GetAsync(Connections);
        var client = list["connections"]!.AsArray().Single(entry => entry!["principal_name"]!.GetValue<string>() == "olga")!;

        Assert.Equal(2, list["total"]!.GetValue<int>());
        Assert.Equal(welcome["connection_id"]!.GetValue<string>(), client["connection_id"]!.GetValue<string>());
        Assert.Equal(("127.0.0.1", "/api/v1/events/ws", "websocket", "here"), (Text(client, "address"), Text(client, "path"), Text(client, "transport"), Text(client, "silo")));
        Assert.Equal((cursor, 1L, 0), (Text(client, "acknowledged"), client["sent"]!.GetValue<long>(), client["queued"]!.GetValue<int>()));
        Assert.Equal(["node.*"], client["filter"]!["types"]!.AsArray().Select(type => type!.GetValue<string>()));
        Assert.NotNull(client["last_heartbeat"]);
        await hers.DisposeAsync();
        await mine.DisposeAsync();
    }

    [Fact]
    public async Task Others_see_and_close_their_own_only()
    {
        await AddUserAsync("olga", Secret, new { role = "viewer" });
        using var olga = Host.ClientOf("olga", Secret);
        var (hers, welcome) = await SocketClient.ConnectAsync(Host, "/api/v1/events/ws", caller: olga);
        var (mine, other) = await SocketClient.ConnectAsync(Host, "/api/v1/events/ws");

        var list = await CallAsync(HttpMethod.Get, Connections, null, Basic("olga", Secret));
        await CallAsync(HttpMethod.Delete, $"{Connections}/{other["connection_id"]}", null, Basic("olga", Secret), 404);
        await CallAsync(HttpMethod.Delete, $"{Connections}/{welcome["connection_id"]}", null, Basic("olga", Secret), 204);

        Assert.Equal(1, list["total"]!.GetValue<int>());
        Assert.Null(await hers.TryReadAsync());
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "closed by request"), (hers.CloseStatus, hers.CloseReason));
        Assert.Equal("heartbeat_ack", Text(await mine.AskAsync(new JsonObject { ["type"] = "heartbeat" }), "type"));
        await hers.DisposeAsync();
        await mine.DisposeAsync();
    }

    [Fact]
    public async Task The_administrator_closes_anybody_and_a_silo_that_does_not_answer_may_hold_what_was_not_found()
    {
        await CallAsync(HttpMethod.Delete, $"{Connections}/{Guid.NewGuid()}", null, Administrator, 404);
        Host.Cluster!.Silent.Add("elsewhere");

        Assert.Equal("silo_silent", Text(await CallAsync(HttpMethod.Delete, $"{Connections}/{Guid.NewGuid()}", null, Administrator, 503), "code"));
        Assert.Equal(["elsewhere"], (await Host.GetAsync(Connections))["silent"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    [Fact]
    public async Task Statistics_are_those_of_all_silos_and_name_the_ones_that_are_missing()
    {
        var before = await Host.GetAsync("/api/v1/events/stats");
        var latency = new LatencyRecorder();
        latency.Record(TimeSpan.FromMilliseconds(40));
        Host.Cluster!.Silent.Add("gone");
        Host.Cluster.Others.Add(new SiloEvents
        {
            Silo = "other",
            StartedAt = DateTimeOffset.UnixEpoch,
            Published = 100,
            Delivered = 50,
            Dropped = 2,
            Resumed = 3,
            PerMinute = 10,
            AppendMilliseconds = 1_000,
            ByType = ImmutableDictionary<string, long>.Empty.Add("node.started", 100),
            ByPriority = ImmutableDictionary<string, long>.Empty.Add("high", 100),
            Queued = ImmutableDictionary<string, int>.Empty.Add("high", 7),
            Connections = 5,
            IsRunning = true,
            Latency = latency.Read(),
        });

        var stats = await Host.GetAsync("/api/v1/events/stats");

        Assert.Equal(before["published"]!.GetValue<long>() + 100, stats["published"]!.GetValue<long>());
        Assert.Equal((5, 2L, 7), (stats["connections"]!.GetValue<int>(), stats["failed"]!.GetValue<long>(), stats["queued"]!["high"]!.GetValue<int>()));
        Assert.Equal(103, stats["by_priority"]!["high"]!.GetValue<long>());
        Assert.InRange(stats["latency_ms"]!["p99"]!.GetValue<double>(), 40, 48);
        Assert.Equal(["here", "other"], stats["silos"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(["gone"], stats["silent"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(stats["published"]!.GetValue<long>(), (await Host.GetAsync("/api/common/api/v1/gns3-central/events/stats/"))["events_published"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_no_latency_less_than_nothing()
    {
        await using var client = await SocketClient.SubscribeAsync(Host, "/ws/gns3/events/", "all_events");
        Host.Log.Append("node.started", at: Host.Time.GetUtcNow().AddHours(3));
        await client.ReadAsync();
        await client.AskAsync(new JsonObject { ["type"] = "heartbeat" });

        Assert.Equal(0.1, (await Host.GetAsync("/api/v1/events/stats"))["latency_ms"]!["p99"]!.GetValue<double>());
    }
}
