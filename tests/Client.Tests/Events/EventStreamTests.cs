using System.Globalization;
using System.Net;
using FsCheck;
using FsCheck.Xunit;
using Nms.Client.Events;
using Nms.Contracts.Events;

namespace Nms.Client.Tests.Events;

public sealed class EventStreamTests : IAsyncLifetime
{
    private static readonly CancellationToken s_test = TestContext.Current.CancellationToken;
    private static readonly EventStreamOptions s_eager = new() { FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(5) };

    private ScriptedHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await ScriptedHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task A_lost_connection_goes_on_behind_the_last_event()
    {
        _hub.Serve([Welcome("0.0.0.4"), Event(5), Event(6)]);
        _hub.Serve([]);
        _hub.Refuse(503);
        _hub.Serve([Welcome("0.0.0.6"), Event(7)]);
        _hub.Serve([Welcome("0.0.0.7"), Event(8)], keep: true);

        Assert.Equal([5, 6, 7, 8], await TakeAsync(4, s_eager));

        Assert.Equal(["", "0.0.0.6", "0.0.0.6", "0.0.0.6", "0.0.0.7"], _hub.Asked.Select(After));
    }

    [Fact]
    public async Task A_connection_lost_before_the_first_event_goes_on_from_where_it_began()
    {
        _hub.Serve([Welcome("0.0.0.4")]);
        _hub.Serve([Welcome("0.0.0.4"), """{"type":"heartbeat_ack","cursor":"0.0.0.9"}"""]);
        _hub.Serve([Welcome("0.0.0.9"), Event(10)], keep: true);

        Assert.Equal([10], await TakeAsync(1, s_eager));

        Assert.Equal(["", "0.0.0.4", "0.0.0.9"], _hub.Asked.Select(After));
    }

    [Fact]
    public async Task An_event_that_the_caller_did_not_take_comes_again()
    {
        _hub.Serve([Welcome("0.0.0.4"), Event(5), Event(6)], keep: true);
        _hub.Serve([Welcome("0.0.0.5"), Event(6)], keep: true);
        using var client = Client();
        string? cursor = null;
        await foreach (var e in client.Events.FollowAsync(s_eager, s_test))
        {
            cursor = e.Cursor;
            break;
        }

        Assert.Equal([6], await TakeAsync(1, s_eager with { After = cursor }));
        Assert.Equal("0.0.0.5", After(_hub.Asked[1]));
    }

    [Fact]
    public async Task What_is_wanted_is_asked_for()
    {
        _hub.Serve([Welcome("0.0.0.4"), Event(5)], keep: true);

        await TakeAsync(1, s_eager with
        {
            After = "4",
            Filter = new EventFilter { Types = ["node.*", "project.opened"], MinimumPriority = EventPriority.High, Projects = [Guid.Empty] },
        });

        Assert.Equal(
            "/api/v1/events/ws?after=4&types=node.%2A%2Cproject.opened&priority=high&project_id=00000000-0000-0000-0000-000000000000", _hub.Asked[0]);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(400)]
    public async Task A_caller_who_is_refused_is_told_and_not_tried_again(int status)
    {
        _hub.Serve([Welcome("0.0.0.4"), Event(5)]);
        _hub.Refuse(status);

        var refused = await Assert.ThrowsAsync<NmsApiException>(() => TakeAsync(2, s_eager));

        Assert.Equal((HttpStatusCode)status, refused.Status);
        Assert.Equal(2, _hub.Asked.Count);
    }

    [Fact]
    public async Task A_platform_that_was_never_there_is_an_error_after_a_few_attempts()
    {
        var address = _hub.Address;
        await _hub.DisposeAsync();
        using var client = new NmsClient(new NmsClientOptions { Address = address });

        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            await foreach (var _ in client.Events.FollowAsync(s_eager, s_test))
            {
                Assert.Fail("Nobody is there.");
            }
        });
    }

    [Fact]
    public async Task Missing_events_end_the_stream_unless_somebody_is_told()
    {
        string[] frames = [Welcome("0.0.0.1"), Gap, Event(9)];
        _hub.Serve(frames, keep: true);
        _hub.Serve(frames, keep: true);

        var gap = await Assert.ThrowsAsync<EventGapException>(() => TakeAsync(1, s_eager));
        Assert.Equal(("expired", "0.0.0.1"), (gap.Gap.Code, gap.Cursor));

        var told = new List<EventGap>();
        var sequences = await TakeAsync(1, s_eager with
        {
            OnGap = (gone, _) =>
            {
                told.Add(gone);
                return ValueTask.CompletedTask;
            },
        });
        Assert.Equal([9], sequences);
        var missing = Assert.Single(Assert.Single(told).Missing);
        Assert.Equal((EventPriority.Low, 2, 8), (missing.Priority, missing.From, missing.To));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"type":"gns3_event","event_data":{"sequence":"x"}}""")]
    public async Task What_is_no_frame_ends_the_connection_and_not_the_stream(string frame)
    {
        _hub.Serve([Welcome("0.0.0.4"), frame]);
        _hub.Serve([Welcome("0.0.0.4"), """{"type":"of_a_newer_server"}""", Event(5)], keep: true);

        Assert.Equal([5], await TakeAsync(1, s_eager));
    }

    [Fact]
    public async Task It_ends_when_it_is_cancelled()
    {
        _hub.Serve([Welcome("0.0.0.4"), Event(5)], keep: true);
        using var client = Client();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(s_test);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.Events.FollowAsync(s_eager, stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    [Property]
    public bool Pauses_grow_and_stay_inside_their_bounds(PositiveInt failures, NormalFloat random)
    {
        var options = new EventStreamOptions();
        var pause = ReconnectPause.Before(failures.Get, options, Math.Abs(random.Get % 1));
        var next = ReconnectPause.Before(failures.Get + 1, options, 1);
        return pause >= options.FirstPause / 2 && pause <= options.LongestPause && next >= pause;
    }

    private static string Welcome(string cursor) => $$"""{"type":"connection_established","connection_id":"c","cursor":"{{cursor}}"}""";

    private static string Event(int sequence) => $$"""
        {"type":"gns3_event","timestamp":"2026-01-01T00:00:00+00:00","event_data":{"event_id":"{{Guid.NewGuid()}}","sequence":{{Text(sequence)}},
         "event_type":"node.started","source":"gns3","project_id":null,"node_id":null,"data":{},"timestamp":"2026-01-01T00:00:00+00:00","priority":"high",
         "delivery_status":"delivered","retry_count":0,"correlation_id":null,"target_modules":[],"cursor":"0.0.0.{{Text(sequence)}}" } }
        """;

    private static string Gap => """
        {"type":"gap","reason":"expired","missing":[{"priority":"low","from":2,"to":8,"newest_at":"2026-01-01T00:00:00+00:00"}],"cursor":"0.0.0.1","message":"m"}
        """;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string After(string asked) => asked.Split("after=") is [_, var rest] ? rest.Split('&')[0] : "";

    private NmsClient Client() => new(new NmsClientOptions { Address = _hub.Address });

    private async Task<List<long>> TakeAsync(int count, EventStreamOptions options)
    {
        using var client = Client();
        var taken = new List<long>();
        await foreach (var e in client.Events.FollowAsync(options, s_test))
        {
            taken.Add(e.Sequence);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }
}
