using Nms.Api.Tests.Events;

namespace Nms.Api.Tests.Messaging;

/// <summary>Sockets that close while leases are long: what comes again comes because it was given back.</summary>
public sealed class ModuleSocketReleaseTests : HubTest
{
    protected override string Lease => "00:10:00";

    [Fact]
    public async Task What_a_socket_had_when_it_closed_comes_again_at_once_without_an_attempt_counted()
    {
        const string address = "/ws/gns3/module/collector/";
        await RegisterAsync("collector");
        await ReceiveAsync("collector");
        var id = await SendAsync("collector");
        for (var round = 0; round < 10; round++)
        {
            var (socket, _) = await SocketClient.ConnectAsync(Host, address);
            await using var __ = socket;

            var message = (await socket.ReadAsync())["message"]!;
            Assert.Equal((id.ToString(), 0), (Text(message, "message_id"), message["retry_count"]!.GetValue<int>()));
            await socket.CloseAsync();
        }
    }
}
