using System.Text.Json.Nodes;
using Nms.Api.Tests.Events;

namespace Nms.Api.Tests.Messaging;

/// <summary>What comes again to a module on its WebSocket.</summary>
public sealed class ModuleSocketLeaseTests : HubTest
{
    private const string Address = "/ws/gns3/module/collector/";

    [Fact]
    public async Task What_is_rejected_or_not_acknowledged_comes_again()
    {
        await RegisterAsync("collector");
        await ReceiveAsync("collector");
        var id = await SendAsync("collector");
        var (socket, _) = await SocketClient.ConnectAsync(Host, Address);
        await using var __ = socket;

        await socket.ReadAsync();
        await socket.SendAsync($$"""{"type":"nack","message_id":"{{id}}","error":"busy"}""");
        JsonNode[] frames = [await socket.ReadAsync(), await socket.ReadAsync()];
        Assert.Single(frames, frame => Text(frame, "type") == "nack_confirmed");
        var second = frames.Single(frame => Text(frame, "type") == "hub_message");
        var third = await socket.ReadAsync();

        Assert.Equal(1, second["message"]!["retry_count"]!.GetValue<int>());
        Assert.Equal((2, id.ToString()), (third["message"]!["retry_count"]!.GetValue<int>(), Text(third["message"]!, "message_id")));
    }

    [Fact]
    public async Task What_a_socket_had_when_it_closed_comes_to_the_next_one()
    {
        await RegisterAsync("collector");
        await ReceiveAsync("collector");
        var id = await SendAsync("collector");
        var (first, _) = await SocketClient.ConnectAsync(Host, Address);
        await first.ReadAsync();
        await first.CloseAsync();
        await first.DisposeAsync();

        var (second, _) = await SocketClient.ConnectAsync(Host, Address);
        await using var __ = second;
        var frame = await second.ReadAsync();

        Assert.Equal(id.ToString(), Text(frame["message"]!, "message_id"));
    }
}
