using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Api.Events;
using Nms.Testing;

namespace Nms.Api.Tests.Events;

/// <summary>Clients that mean no good, beside one that does.</summary>
public sealed class HostileClientTests : ApiTest
{
    private const int Events = 300;

    [Theory]
    [InlineData("flood")]
    [InlineData("garbage")]
    [InlineData("half a frame")]
    [InlineData("never read")]
    [InlineData("vanish")]
    [InlineData("invalid text")]
    public async Task Others_notice_nothing_and_in_the_end_nobody_of_them_is_left(string habit)
    {
        await using var host = await ApiHost.StartAsync(options => options.QueueLength = 64, realTime: true);
        await using var good = await SocketClient.SubscribeAsync(host, "/ws/gns3/events/", "node_status");
        var bad = new List<TcpClient>();
        for (var i = 0; i < 10; i++)
        {
            bad.Add(await ConnectAsync(host));
        }

        var misbehaving = bad.Select(client => MisbehaveAsync(client, habit)).ToArray();
        for (var i = 1; i <= Events; i++)
        {
            host.Log.Append("node.started", note: new string('x', 2_000));
            Assert.Equal(i, await good.ReadSequenceAsync());
        }

        Assert.Equal("heartbeat_ack", (await good.AskAsync(new JsonObject { ["type"] = "heartbeat" }))["type"]!.GetValue<string>());
        Assert.All(host.Gateway.All, client => Assert.InRange(client.Waiting.Count, 0, 64));
        bad.ForEach(client => client.Dispose());
        await Task.WhenAll(misbehaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Eventually.IsTrueAsync(
            () => Task.FromResult(host.Gateway.Connections == 1), () => $"only the good client is left, not {host.Gateway.Connections}", Cancelled);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await LeaveAsync(good));
    }

    [Fact]
    public async Task A_flood_of_subscribe_is_answered_in_the_end_and_slowed_down_until_then()
    {
        var (client, _) = await SocketClient.ConnectAsync(Host, "/api/v1/events/ws");
        for (var i = 0; i < 130; i++)
        {
            await client.SendAsync("""{"type":"subscribe","subscriptions":["node_status"]}""");
        }

        for (var answer = 0; answer < FrameBudget.Burst; answer++)
        {
            Assert.Equal("subscription_confirmed", (await client.ReadAsync())["type"]!.GetValue<string>());
        }

        var (answers, told) = (FrameBudget.Burst, 0);
        while (answers < 130)
        {
            var reading = client.ReadAsync();
            while (!reading.IsCompleted)
            {
                // A second of the host's time for each look: what is slowed down goes on, one frame in 50 ms.
                Host.Time.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Yield();
            }

            var frame = await reading;
            answers += frame["type"]!.GetValue<string>() == "subscription_confirmed" ? 1 : 0;
            told += frame["code"]?.GetValue<string>() == "too_many_frames" ? 1 : 0;
        }

        Assert.Equal(1, told);
        await client.DisposeAsync();
    }

    private static async Task<WebSocketCloseStatus?> LeaveAsync(SocketClient client)
    {
        await client.CloseAsync();
        return client.CloseStatus;
    }

    private static async Task<TcpClient> ConnectAsync(ApiHost host)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port, Cancelled);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                "GET /api/v1/events/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: {host.Http.DefaultRequestHeaders.Authorization}\r\n\r\n"),
            Cancelled);
        return client;
    }

    private static async Task MisbehaveAsync(TcpClient client, string habit)
    {
        var stream = client.GetStream();
        switch (habit)
        {
            case "flood":
                for (var i = 0; i < 5_000; i++)
                {
                    await stream.WriteAsync(Frame(0x81, """{"type":"subscribe","subscriptions":["all_events","nonsense"]}"""u8), Cancelled);
                }

                break;
            case "garbage":
                var noise = new byte[64 * 1024];
                new Random(1).NextBytes(noise);
                await stream.WriteAsync(noise, Cancelled);
                break;
            case "half a frame":
                await stream.WriteAsync(Frame(0x81, new byte[1_000]).AsMemory(0, 300), Cancelled);
                break;
            case "invalid text":
                await stream.WriteAsync(Frame(0x81, [0xc3, 0x28, 0xff]), Cancelled);
                break;
            case "vanish":
                client.Client.LingerState = new LingerOption(true, 0);
                client.Dispose();
                break;
        }
    }

    // Masked with zeros, which changes nothing.
    private static byte[] Frame(byte head, ReadOnlySpan<byte> payload) => payload.Length < 126
        ? [head, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload]
        : [head, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0, .. payload];
}
