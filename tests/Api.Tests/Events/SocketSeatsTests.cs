using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Nms.Api.Events;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Events;

public sealed class SocketSeatsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeAccess _access;

    public SocketSeatsTests() => _access = new FakeAccess(_time);

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
    public async Task A_seat_is_free_again_when_it_is_left()
    {
        var seats = Silo();
        var first = await TakeAsync(seats, "one", 1);

        Assert.Null(await TakeAsync(seats, "one", 1));
        Assert.NotNull(await TakeAsync(seats, "other", 1));
        first!.Dispose();
        first.Dispose();
        Assert.NotNull(await TakeAsync(seats, "one", 1));
        Assert.Null(await TakeAsync(seats, "one", 1));
    }

    [Fact]
    public async Task A_limit_holds_for_all_silos_together_within_a_twentieth_of_each_other()
    {
        SocketSeats[] silos = [Silo(), Silo(), Silo()];
        var open = 0;
        for (var i = 0; i < 300; i++)
        {
            open += await TakeAsync(silos[i % 3], "one", 100) is null ? 0 : 1;
        }

        Assert.InRange(open, 100, 100 + (2 * 100 / 20));
    }

    [Fact]
    public async Task What_is_closed_on_one_silo_can_be_opened_on_another_once_it_was_told()
    {
        var (here, there) = (Silo(), Silo());
        var seat = await TakeAsync(here, "one", 1);
        Assert.Null(await TakeAsync(there, "one", 1));

        seat!.Dispose();
        await here.TellAsync();

        Assert.Equal((0, 0), (here.Owners, there.Owners));
        Assert.NotNull(await TakeAsync(there, "one", 1));
    }

    [Fact]
    public async Task A_silo_that_falls_silent_is_believed_for_half_a_minute()
    {
        var (dead, alive) = (Silo(), Silo());
        await TakeAsync(dead, "one", 1);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Null(await TakeAsync(alive, "one", 1));

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.NotNull(await TakeAsync(alive, "one", 1));
    }

    [Fact]
    public async Task A_silo_that_goes_on_is_believed_for_as_long()
    {
        var (here, there) = (Silo(), Silo());
        await TakeAsync(here, "one", 1);
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(11));
            await here.TellAsync();
        }

        Assert.Null(await TakeAsync(there, "one", 1));
    }

    [Fact]
    public async Task Seats_are_counted_exactly_under_contention_and_nothing_is_kept_in_the_end()
    {
        var seats = Silo();
        var most = 0;
        var taken = 0;

        await Parallel.ForAsync(0, 5_000, TestContext.Current.CancellationToken, async (_, _) =>
        {
            using var seat = await TakeAsync(seats, "one", 3);
            if (seat is not null)
            {
                var now = Interlocked.Increment(ref taken);
                InterlockedMax(ref most, now);
                Interlocked.Decrement(ref taken);
            }
        });
        await seats.TellAsync();

        Assert.InRange(most, 1, 3);
        Assert.Equal(0, seats.Owners);
    }

    private SocketSeats Silo() => new(new FakeGrains(null!, _access), _time, NullLogger<SocketSeats>.Instance);

    private static Task<IDisposable?> TakeAsync(SocketSeats seats, string owner, int most) => seats.TakeAsync(owner, most, TestContext.Current.CancellationToken);

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
