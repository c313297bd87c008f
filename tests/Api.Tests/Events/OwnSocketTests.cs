using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Nms.Api.Events;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Events;

/// <summary>What only our own WebSocket offers.</summary>
public sealed class OwnSocketTests : ApiTest
{
    private const string Own = "/api/v1/events/ws";

    private static readonly JsonObject s_heartbeat = new() { ["type"] = "heartbeat" };

    [Fact]
    public async Task A_client_that_acknowledges_is_sent_no_more_than_the_window_ahead()
    {
        await using var host = await ApiHost.StartAsync(options => options.AcknowledgeWindow = 3);
        var (client, _) = await SocketClient.ConnectAsync(host, $"{Own}?ack=true");
        await client.AskAsync(s_heartbeat.DeepClone());
        for (var i = 0; i < 5; i++)
        {
            host.Log.Append("node.started");
        }

        JsonNode last = null!;
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(i, (last = await client.ReadAsync())["event_data"]!["sequence"]!.GetValue<long>());
        }

        Assert.Equal("heartbeat_ack", (await client.AskAsync(s_heartbeat.DeepClone()))["type"]!.GetValue<string>());
        await client.SendAsync(new JsonObject { ["type"] = "ack", ["cursor"] = last["event_data"]!["cursor"]!.GetValue<string>() }.ToJsonString());
        Assert.Equal(4, await client.ReadSequenceAsync());
        Assert.Equal(5, await client.ReadSequenceAsync());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task The_window_holds_for_a_client_that_comes_back_and_a_stop_names_what_it_acknowledged()
    {
        await using var host = await ApiHost.StartAsync(options => options.AcknowledgeWindow = 2);
        for (var i = 0; i < 5; i++)
        {
            host.Log.Append("node.started");
        }

        var (client, _) = await SocketClient.ConnectAsync(host, $"{Own}?ack=true&after=0");
        Assert.Equal(1, await client.ReadSequenceAsync());
        Assert.Equal(2, await client.ReadSequenceAsync());
        Assert.Equal("heartbeat_ack", (await client.AskAsync(s_heartbeat.DeepClone()))["type"]!.GetValue<string>());
        await client.SendAsync("""{"type":"ack","cursor":"0.1.0.0"}""");
        Assert.Equal(3, await client.ReadSequenceAsync());

        await host.StopAsync();
        Assert.Null(await client.TryReadAsync());
        Assert.Equal("stopping; resume with after=0.1.0.0", client.CloseReason);
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData("?ack=true", "0.9.0.0", "invalid_ack")]
    [InlineData("", "0.0.0.0", "invalid_ack")]
    [InlineData("?ack=true", "soon", "missing_fields")]
    public async Task A_wrong_acknowledgement_is_answered_and_the_connection_stays(string query, string cursor, string code)
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, $"{Own}{query}");

        Assert.Equal(code, (await client.AskAsync(new JsonObject { ["type"] = "ack", ["cursor"] = cursor }))["code"]!.GetValue<string>());
        Assert.Equal("heartbeat_ack", (await client.AskAsync(s_heartbeat.DeepClone()))["type"]!.GetValue<string>());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task With_the_binary_protocol_both_sides_speak_CBOR_and_text_is_still_understood()
    {
        var (client, welcome) = await SocketClient.ConnectAsync(Host, Own, configure: options => options.AddSubProtocol("nms.v1.cbor"));
        await client.SendAsync(CborFrames.FromJson("{\"type\":\"filter\",\"types\":[\"node.*\"]}"u8), WebSocketMessageType.Binary, end: true);
        var confirmed = await client.ReadAsync();
        Host.Log.Append("project.opened");
        Host.Log.Append("node.started", FakeModel.Campus, FakeModel.Pc);
        var e = await client.ReadAsync();
        await client.SendAsync([0xff, 1], WebSocketMessageType.Binary, end: true);

        Assert.Equal("nms.v1.cbor", client.SubProtocol);
        Assert.Equal("connection_established", welcome["type"]!.GetValue<string>());
        Assert.Equal("filter_confirmed", confirmed["type"]!.GetValue<string>());
        Assert.Equal(2, e["event_data"]!["sequence"]!.GetValue<long>());
        Assert.Equal(FakeModel.Campus.ToString(), e["event_data"]!["data"]!["project_id"]!.GetValue<string>());
        Assert.Equal("invalid_cbor", (await client.ReadAsync())["code"]!.GetValue<string>());
        Assert.Equal("heartbeat_ack", (await client.AskAsync(s_heartbeat.DeepClone()))["type"]!.GetValue<string>());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Of_several_protocols_the_first_that_is_known_is_spoken_and_published_addresses_speak_none()
    {
        var (json, _) = await SocketClient.ConnectAsync(Host, Own, configure: options =>
        {
            options.AddSubProtocol("graphql");
            options.AddSubProtocol("nms.v1.json");
        });

        Assert.Equal("nms.v1.json", json.SubProtocol);
        await json.DisposeAsync();
        var (published, _) = await SocketClient.ConnectAsync(Host, "/ws/gns3/events/");
        Assert.Null(published.SubProtocol);
        await published.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Compression_is_spoken_where_it_is_switched_on_and_frames_are_whole(bool enabled)
    {
        await using var host = await ApiHost.StartAsync(options => options.Compression = enabled);
        var (client, _) = await SocketClient.ConnectAsync(host, $"{Own}?after=0", configure: options => options.DangerousDeflateOptions = new WebSocketDeflateOptions());
        for (var i = 0; i < 100; i++)
        {
            host.Log.Append("node.updated", note: new string('x', 3_000) + i);
        }

        for (var i = 0; i < 100; i++)
        {
            Assert.EndsWith($"x{i}", (await client.ReadAsync())["event_data"]!["data"]!["note"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_slow_client_that_allows_it_is_told_what_was_left_out_and_loses_nothing_urgent()
    {
        await using var host = await ApiHost.StartAsync(options => options.QueueLength = 16);
        var (client, _) = await SocketClient.ConnectAsync(host, $"{Own}?overflow=gap");
        await client.AskAsync(s_heartbeat.DeepClone());
        var note = new string('x', 200_000);
        var connection = host.Gateway.All.Single();
        var (urgent, appended) = (0, 0);
        while (connection.Spared.LeftOut < 50)
        {
            host.Log.Append("compute.updated", note: note);
            if (++appended % 200 == 0)
            {
                host.Log.Append("node.started");
                urgent++;
            }

            await Task.Yield();
            Assert.True(appended < 3_000, "Nothing was ever left out for a client that does not read.");
        }

        var head = host.Log.Head;
        var accounted = new SortedSet<long>();
        var lowest = 0L;
        while (accounted.Count < head)
        {
            var frame = await client.ReadAsync();
            if (frame["type"]!.GetValue<string>() == "gap")
            {
                Assert.Equal("overflow", frame["reason"]!.GetValue<string>());
                var missing = Assert.Single(frame["missing"]!.AsArray())!;
                Assert.Equal("low", missing["priority"]!.GetValue<string>());
                for (var sequence = missing["from"]!.GetValue<long>(); sequence <= missing["to"]!.GetValue<long>(); sequence++)
                {
                    accounted.Add(sequence);
                }

                lowest = missing["to"]!.GetValue<long>();
                continue;
            }

            var data = frame["event_data"]!;
            accounted.Add(data["sequence"]!.GetValue<long>());
            if (data["priority"]!.GetValue<string>() == "low")
            {
                Assert.True(data["sequence"]!.GetValue<long>() > lowest);
                lowest = data["sequence"]!.GetValue<long>();
            }
            else
            {
                urgent--;
            }
        }

        Assert.Equal(0, urgent);
        Assert.Equal(0, host.Gateway.Dropped);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Over_HTTP_2_a_burst_comes_whole_and_answers_come_between()
    {
        await using var host = await ApiHost.StartAsync(
            settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["Kestrel:EndpointDefaults:Protocols"] = "Http2" });
        Action<ClientWebSocketOptions> http2 = options =>
        {
            options.HttpVersion = HttpVersion.Version20;
            options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        };
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(host, Own, caller: host.Anonymous, configure: http2));
        var (client, _) = await SocketClient.ConnectAsync(host, $"{Own}?after=0", configure: http2);
        for (var i = 0; i < 2_000; i++)
        {
            host.Log.Append("node.updated");
        }

        await client.SendAsync(s_heartbeat.ToJsonString());
        var (last, answers) = (0L, 0);
        while (last < 2_000 || answers == 0)
        {
            var frame = await client.ReadAsync();
            if (frame["type"]!.GetValue<string>() == "heartbeat_ack")
            {
                answers++;
                continue;
            }

            Assert.Equal(++last, frame["event_data"]!["sequence"]!.GetValue<long>());
        }

        Assert.Equal(1, answers);
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
        await client.CloseAsync();
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Low_events_of_one_entity_that_wait_come_as_their_newest()
    {
        await using var host = await ApiHost.StartAsync(options => options.AcknowledgeWindow = 1);
        var (client, _) = await SocketClient.ConnectAsync(host, $"{Own}?coalesce=low&ack=true");
        await client.AskAsync(s_heartbeat.DeepClone());
        host.Log.Append("node.started");
        var first = await client.ReadAsync();
        for (var i = 0; i < 10; i++)
        {
            host.Log.Append("compute.updated", FakeModel.Campus, FakeModel.Pc);
        }

        while (host.Gateway.All.Single().Spared.Coalesced < 9)
        {
            await client.AskAsync(s_heartbeat.DeepClone());
        }

        await client.SendAsync(new JsonObject { ["type"] = "ack", ["cursor"] = first["event_data"]!["cursor"]!.GetValue<string>() }.ToJsonString());
        var newest = await client.ReadAsync();

        Assert.Equal((11, 9), (newest["event_data"]!["sequence"]!.GetValue<long>(), newest["coalesced"]!.GetValue<int>()));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_stops_its_heartbeats_is_closed_and_one_that_never_sent_any_is_not()
    {
        var (beating, _) = await SocketClient.ConnectAsync(Host, Own);
        var (quiet, _) = await SocketClient.ConnectAsync(Host, Own);
        await beating.AskAsync(s_heartbeat.DeepClone());

        Host.Time.Advance(TimeSpan.FromMinutes(4));
        await beating.AskAsync(s_heartbeat.DeepClone());
        Host.Time.Advance(TimeSpan.FromMinutes(4));
        await beating.AskAsync(s_heartbeat.DeepClone());
        Host.Time.Advance(TimeSpan.FromMinutes(6));

        Assert.Null(await beating.TryReadAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, beating.CloseStatus);
        Assert.StartsWith("no heartbeat; resume with after=", beating.CloseReason, StringComparison.Ordinal);
        Assert.Equal("heartbeat_ack", (await quiet.AskAsync(s_heartbeat.DeepClone()))["type"]!.GetValue<string>());
        await beating.DisposeAsync();
        await quiet.DisposeAsync();
    }

    [Theory]
    [InlineData("ack=maybe")]
    [InlineData("coalesce=high")]
    [InlineData("overflow=explode")]
    public async Task A_wish_that_is_none_is_refused(string query) =>
        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(Host, $"{Own}?{query}"));
}
