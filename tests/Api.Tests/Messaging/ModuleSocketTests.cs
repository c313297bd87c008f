using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Tests.Access;
using Nms.Api.Tests.Events;

namespace Nms.Api.Tests.Messaging;

/// <summary>A module on its WebSocket.</summary>
public sealed class ModuleSocketTests : HubTest
{
    private const string Address = "/ws/gns3/module/collector/";

    // Longer than any test here: nothing comes again because a machine is slow.
    protected override string Lease => "00:01:00";

    [Fact]
    public async Task What_waited_comes_in_order_of_priority_and_what_comes_later_at_once()
    {
        await RegisterAsync("collector");
        await ReceiveAsync("collector");
        await SendAsync("collector", ""","priority":"low" """);
        await SendAsync("collector", ""","priority":"critical" """);
        var (socket, welcome) = await SocketClient.ConnectAsync(Host, Address);
        await using var _ = socket;

        var (first, second) = (await socket.ReadAsync(), await socket.ReadAsync());
        await SendAsync("collector", ""","priority":"normal" """);
        var third = await socket.ReadAsync();

        Assert.Equal("Connected as module collector.", Text(welcome, "message"));
        Assert.All([first, second, third], frame => Assert.Equal("hub_message", Text(frame, "type")));
        Assert.Equal(["critical", "low", "normal"], new[] { first, second, third }.Select(frame => Text(frame["message"]!, "priority")));
    }

    [Fact]
    public async Task An_acknowledgement_is_confirmed_when_it_is_on_disk_and_may_carry_a_response()
    {
        await RegisterAsync("collector");
        await ReceiveAsync("collector");
        var (socket, _) = await SocketClient.ConnectAsync(Host, Address);
        await using var __ = socket;
        var asking = PostAsync("/api/v1/messages/requests", """{"target":"collector","timeout_seconds":20}""");
        var id = Text((await socket.ReadAsync())["message"]!, "message_id");

        var confirmed = await socket.AskAsync(new JsonObject { ["type"] = "ack", ["message_id"] = id, ["response"] = new JsonObject { ["answer"] = 42 } });

        Assert.Equal(("ack_confirmed", id), (Text(confirmed, "type"), confirmed["message_ids"]![0]!.GetValue<string>()));
        Assert.Equal(42, (await asking)["response_data"]!["answer"]!.GetValue<int>());
        var again = await socket.AskAsync(new JsonObject { ["type"] = "ack", ["message_ids"] = new JsonArray(id) });
        Assert.Equal(id, Assert.Single(again["unknown"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task No_more_than_a_window_is_handed_out_before_something_is_acknowledged()
    {
        await RegisterAsync("collector", ""","delivery":"websocket" """);
        await ReceiveAsync("collector");
        for (var i = 0; i < 70; i++)
        {
            await SendAsync("collector");
        }

        var (socket, _) = await SocketClient.ConnectAsync(Host, Address);
        await using var __ = socket;
        var ids = new List<string>();
        for (var i = 0; i < 64; i++)
        {
            ids.Add(Text((await socket.ReadAsync())["message"]!, "message_id"));
        }

        // Frames leave in order: a 65th message would come before this answer.
        Assert.Equal("heartbeat_ack", Text(await socket.AskAsync(new JsonObject { ["type"] = "heartbeat" }), "type"));
        await socket.SendAsync(new JsonObject { ["type"] = "ack", ["message_ids"] = new JsonArray([.. ids]) }.ToJsonString());
        var types = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            types.Add(Text(await socket.ReadAsync(), "type"));
        }

        Assert.Equal(["ack_confirmed", .. Enumerable.Repeat("hub_message", 6)], types.Order());
    }

    [Fact]
    public async Task Frames_that_make_no_sense_are_answered_and_the_socket_stays()
    {
        await RegisterAsync("collector");
        await ReceiveAsync("collector");
        var (socket, _) = await SocketClient.ConnectAsync(Host, Address);
        await using var __ = socket;

        foreach (var frame in new[] { """{"type":"ack"}""", """{"type":"ack","message_id":7}""", """{"type":"ack","message_ids":["x"]}""", """{"type":"nack","message_ids":[]}""", """{"type":"ack","message_id":"00000000-0000-0000-0000-000000000001","response":[1]}""" })
        {
            await socket.SendAsync(frame);
            Assert.Equal("missing_fields", Text(await socket.ReadAsync(), "code"));
        }
    }

    [Fact]
    public async Task A_name_that_nobody_registered_is_a_socket_of_events_only()
    {
        var (socket, welcome) = await SocketClient.ConnectAsync(Host, "/ws/gns3/module/stranger/");
        await using var _ = socket;

        var answer = await socket.AskAsync(new JsonObject { ["type"] = "ack", ["message_id"] = Guid.NewGuid().ToString() });

        Assert.Contains("No module stranger is registered", Text(welcome, "message"), StringComparison.Ordinal);
        Assert.Equal("not_a_module", Text(answer, "code"));
    }

    [Fact]
    public async Task Nobody_opens_the_socket_of_somebody_elses_module()
    {
        await RegisterAsync("collector");
        var other = await Host.SignInAsync("other", new RoleBinding("module", Projects: null));
        var viewer = await Host.SignInAsync("viewer-only", Callers.Viewer);
        foreach (var caller in new[] { other, viewer })
        {
            using var socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.SetRequestHeader("Authorization", caller.Authorization());

            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{Host.Address.Authority}/ws/gns3/events/module/collector/"), Cancelled));

            Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
        }
    }

    [Fact]
    public async Task The_socket_of_a_module_that_is_unregistered_is_closed()
    {
        await RegisterAsync("collector");
        await ReceiveAsync("collector");
        var (socket, _) = await SocketClient.ConnectAsync(Host, Address);
        await using var __ = socket;

        await Host.SendAsync(HttpMethod.Delete, "/api/v1/modules/collector", status: 204);

        Assert.Null(await socket.TryReadAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, socket.CloseStatus);
    }
}
