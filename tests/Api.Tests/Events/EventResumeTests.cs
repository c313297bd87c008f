using System.Text.Json.Nodes;
using Nms.Events;

namespace Nms.Api.Tests.Events;

public sealed class EventResumeTests : ApiTest
{
    private const string Own = "/api/v1/events/ws";

    [Fact]
    public async Task A_client_that_comes_back_with_a_sequence_gets_everything_after_it_and_then_what_comes()
    {
        for (var i = 0; i < 1200; i++)
        {
            Host.Log.Append("node.updated");
        }

        var (client, _) = await SocketClient.ConnectAsync(Host, $"{Own}?after=10");
        for (var sequence = 11; sequence <= 1200; sequence++)
        {
            Assert.Equal(sequence, await client.ReadSequenceAsync());
        }

        Host.Log.Append("node.started");

        Assert.Equal(1201, await client.ReadSequenceAsync());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_cursor_from_any_frame_goes_on_without_gap_or_duplicate()
    {
        var random = new Random(7);
        string[] types = ["node.started", "node.updated", "compute.updated", "server.disconnected"];
        for (var i = 0; i < 60; i++)
        {
            Host.Log.Append(types[random.Next(types.Length)]);
        }

        var seen = new List<long>();
        var cursor = "0";
        while (seen.Count < 100)
        {
            var (client, _) = await SocketClient.ConnectAsync(Host, $"{Own}?after={cursor}");
            for (var i = 0; i < 7 && seen.Count < 100; i++)
            {
                if (Host.Log.Head < 100)
                {
                    Host.Log.Append(types[random.Next(types.Length)]);
                }

                var data = (await client.ReadAsync())["event_data"]!;
                seen.Add(data["sequence"]!.GetValue<long>());
                cursor = data["cursor"]!.GetValue<string>();
            }

            await client.DisposeAsync();
        }

        Assert.Equal(Enumerable.Range(1, 100).Select(number => (long)number), seen.Order());
    }

    [Fact]
    public async Task Events_that_arrive_while_a_client_catches_up_are_sent_once()
    {
        for (var i = 0; i < 700; i++)
        {
            Host.Log.Append("node.updated");
        }

        var (client, _) = await SocketClient.ConnectAsync(Host, $"{Own}?after=0");
        var appending = Task.Run(() =>
        {
            for (var i = 0; i < 300; i++)
            {
                Host.Log.Append(i % 3 == 0 ? "node.started" : "node.updated");
            }
        }, Cancelled);
        var seen = new List<long>();
        while (seen.Count < 1000)
        {
            seen.Add(await client.ReadSequenceAsync());
        }

        await appending;
        Assert.Equal(Enumerable.Range(1, 1000).Select(number => (long)number), seen.Order());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task The_cursor_of_a_heartbeat_is_past_events_that_the_client_did_not_want()
    {
        await using var client = await SocketClient.SubscribeAsync(Host, "/ws/gns3/events/", "project_events");
        Host.Log.Append("node.started");
        Host.Log.Append("project.opened");
        await client.ReadAsync();

        var beat = await client.AskAsync(new JsonObject { ["type"] = "heartbeat" });

        Assert.Equal("0.1.2.0", beat["cursor"]!.GetValue<string>());
    }

    [Fact]
    public async Task On_a_published_address_a_cursor_counts_from_the_first_subscription_on()
    {
        Host.Log.Append("node.started");
        Host.Log.Append("node.stopped");

        await using var client = await SocketClient.SubscribeAsync(Host, "/ws/gns3/events/?after=1", "node_status");

        Assert.Equal(2, await client.ReadSequenceAsync());
    }

    [Fact]
    public async Task Events_that_are_no_longer_kept_are_told_of()
    {
        for (var i = 0; i < 5; i++)
        {
            Host.Log.Append("node.started");
        }

        Host.Log.Forget(before: 4);
        var (client, _) = await SocketClient.ConnectAsync(Host, $"{Own}?after=1");

        var told = await client.ReadAsync();

        Assert.Equal("gap", told["type"]!.GetValue<string>());
        var missing = Assert.Single(told["missing"]!.AsArray())!;
        Assert.Equal(("high", 2, 3), (missing["priority"]!.GetValue<string>(), missing["from"]!.GetValue<long>(), missing["to"]!.GetValue<long>()));
        Assert.Equal(4, await client.ReadSequenceAsync());
        Assert.Equal(5, await client.ReadSequenceAsync());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task On_a_published_address_events_that_are_no_longer_kept_are_an_error_frame()
    {
        Host.Log.Append("node.started");
        Host.Log.Append("node.stopped");
        Host.Log.Forget(before: 2);
        var (client, _) = await SocketClient.ConnectAsync(Host, "/ws/gns3/events/?after=0&subscriptions=node_status");

        var told = await client.ReadAsync();

        Assert.Equal(("error", "events_expired"), (told["type"]!.GetValue<string>(), told["code"]!.GetValue<string>()));
        Assert.Equal(2, await client.ReadSequenceAsync());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task What_is_no_longer_kept_of_another_priority_is_no_gap()
    {
        Host.Log.Append("compute.updated");
        Host.Log.Append("node.started");
        Host.Log.Append("node.stopped");
        Host.Log.Forget(before: 2);
        var (client, _) = await SocketClient.ConnectAsync(Host, $"{Own}?after=0&priority=high");

        Assert.Equal(2, await client.ReadSequenceAsync());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_cursor_ahead_of_the_log_is_told_and_later_events_still_come()
    {
        Host.Log.Append("node.started");
        var (client, _) = await SocketClient.ConnectAsync(Host, $"{Own}?after=900");

        var told = await client.ReadAsync();
        Host.Log.Append("node.stopped");

        Assert.Equal("cursor_ahead", told["code"]!.GetValue<string>());
        Assert.Equal(2, await client.ReadSequenceAsync());
        await client.DisposeAsync();
    }

    [Fact]
    public async Task An_urgent_event_overtakes_those_that_wait_and_the_cursor_still_resumes_right()
    {
        var gate = new TaskCompletionSource();
        await using var client = await SocketClient.SubscribeAsync(Host, "/ws/gns3/events/", "all_events");
        Host.Log.FeedGate = gate.Task;
        for (var i = 0; i < 5; i++)
        {
            Host.Log.Append("compute.updated");
        }

        Host.Log.Append("server.disconnected");
        gate.SetResult();
        var first = (await client.ReadAsync())["event_data"]!;
        while (first["sequence"]!.GetValue<long>() != 6)
        {
            // One low event may have been on its way before the gate closed.
            first = (await client.ReadAsync())["event_data"]!;
            Assert.True(first["sequence"]!.GetValue<long>() is 1 or 6);
        }

        var cursor = EventCursor.TryParse(first["cursor"]!.GetValue<string>(), out var parsed) ? parsed : default;
        Assert.Equal(6, cursor.Critical);
        Assert.True(cursor.Low <= 1);
    }

    [Fact]
    public async Task A_client_that_reads_too_slowly_goes_on_from_the_log_and_is_not_closed()
    {
        await using var host = await ApiHost.StartAsync(options => options.QueueLength = 16);
        var (client, _) = await SocketClient.ConnectAsync(host, Own);
        await client.AskAsync(new JsonObject { ["type"] = "heartbeat" });
        await client.AskAsync(new JsonObject { ["type"] = "heartbeat" });
        var note = new string('x', 200_000);
        var appended = 0;
        while (host.Gateway.FellBehind == 0)
        {
            host.Log.Append("node.updated", note: note);
            appended++;
            await Task.Yield();
            Assert.True(appended < 2000, "The queue of a client that does not read never overflowed.");
        }

        for (var sequence = 1; sequence <= appended; sequence++)
        {
            Assert.Equal(sequence, await client.ReadSequenceAsync());
        }

        host.Log.Append("node.started");
        Assert.Equal(appended + 1, await client.ReadSequenceAsync());
        Assert.Equal(0, host.Gateway.Dropped);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task When_the_feed_fails_it_is_followed_again_from_the_same_place()
    {
        await using var host = await ApiHost.StartAsync(realTime: true);
        await using var client = await SocketClient.SubscribeAsync(host, "/ws/gns3/events/", "all_events");
        host.Log.FeedFailure = new IOException("The log went away.");
        host.Log.Append("node.started");
        host.Log.Append("node.stopped");

        long[] seen = [await client.ReadSequenceAsync(), await client.ReadSequenceAsync()];

        Assert.Equal([1, 2], seen.Order());
        Assert.Equal(0, host.Gateway.Dropped);
    }
}
