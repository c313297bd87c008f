using System.Net;
using System.Net.WebSockets;
using Nms.Api.Events;

namespace Nms.Api.Tests.Events;

public sealed class SocketSeatsTests
{
    [Fact]
    public async Task An_address_has_so_many_sockets_and_the_next_is_refused_with_429()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Nms:Gateway:MaxConnectionsPerAddress"] = "2" });
        var (first, _) = await SocketClient.ConnectAsync(host, "/ws/gns3/events");
        var (second, _) = await SocketClient.ConnectAsync(host, "/ws/gns3/topology");

        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(host, "/ws/gns3/events"));
        using var refused = await UpgradeAsync(host);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    [Fact]
    public void A_seat_is_free_again_when_it_is_left()
    {
        var seats = new SocketSeats();
        var first = seats.Take("one", 1)!;

        Assert.Null(seats.Take("one", 1));
        Assert.NotNull(seats.Take("other", 1));
        first.Dispose();
        first.Dispose();
        Assert.NotNull(seats.Take("one", 1));
        Assert.Null(seats.Take("one", 1));
    }

    [Fact]
    public void Seats_are_counted_exactly_under_contention_and_nothing_is_kept_in_the_end()
    {
        var seats = new SocketSeats();
        var most = 0;
        var taken = 0;

        Parallel.For(0, 20_000, _ =>
        {
            using var seat = seats.Take("one", 3);
            if (seat is not null)
            {
                var now = Interlocked.Increment(ref taken);
                InterlockedMax(ref most, now);
                Interlocked.Decrement(ref taken);
            }
        });

        Assert.InRange(most, 1, 3);
        Assert.Equal(0, seats.Owners);
    }

    private static async Task<HttpResponseMessage> UpgradeAsync(ApiHost host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ws/gns3/events");
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        return await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
