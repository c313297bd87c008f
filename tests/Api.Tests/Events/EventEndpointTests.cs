using Nms.Api.Tests.Fakes;
using Nms.Events;

namespace Nms.Api.Tests.Events;

public sealed class EventEndpointTests : ApiTest
{
    [Fact]
    public async Task The_log_is_read_page_by_page()
    {
        for (var i = 0; i < 5; i++)
        {
            Host.Log.Append("node.started", FakeModel.Campus, FakeModel.Pc);
        }

        var first = await Host.GetAsync("/api/v1/events?after=0&limit=2");
        var second = await Host.GetAsync($"/api/v1/events?after={first["next"]}&limit=10");

        Assert.Equal([1L, 2], first["events"]!.AsArray().Select(e => e!["sequence"]!.GetValue<long>()));
        Assert.Equal(2, first["next"]!.GetValue<long>());
        Assert.Equal([3L, 4, 5], second["events"]!.AsArray().Select(e => e!["sequence"]!.GetValue<long>()));
        Assert.Equal(5, second["next"]!.GetValue<long>());
        Assert.Equal(5, second["head"]!.GetValue<long>());
        Assert.Equal("5.5.5.5", second["cursor"]!.GetValue<string>());
        Assert.Null(second["gap"]);
    }

    [Fact]
    public async Task An_event_in_a_page_has_the_fields_of_the_socket()
    {
        Host.Log.Append("node.started", FakeModel.Campus, FakeModel.Pc);

        var e = (await Host.GetAsync("/api/v1/events"))["events"]![0]!.AsObject();

        Assert.Equal(
            ["correlation_id", "data", "delivery_status", "event_id", "event_type", "node_id", "priority", "project_id", "retry_count", "sequence", "source", "target_modules", "timestamp"],
            e.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal("high", e["priority"]!.GetValue<string>());
        Assert.Equal(FakeModel.Campus.ToString(), e["data"]!["project_id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("types=node.started,project.opened", new long[] { 1, 3 })]
    [InlineData("types=node.*", new long[] { 1, 2 })]
    [InlineData("priority=high", new long[] { 1, 4 })]
    [InlineData("priority=critical", new long[] { 4 })]
    [InlineData("project_id=3da59aa2-a868-4a29-b425-4e9bdc4cc924", new long[] { 1, 2 })]
    [InlineData("node_id=33333333-3333-4333-8333-333333333333", new long[] { 1 })]
    public async Task Filters_narrow_a_page_and_next_still_goes_to_the_end(string query, long[] expected)
    {
        Host.Log.Append("node.started", FakeModel.Campus, FakeModel.Pc);
        Host.Log.Append("node.updated", FakeModel.Campus, FakeModel.Router);
        Host.Log.Append("project.opened", FakeModel.Archive);
        Host.Log.Append("server.disconnected");

        var page = await Host.GetAsync($"/api/v1/events?{query}");

        Assert.Equal(expected, page["events"]!.AsArray().Select(e => e!["sequence"]!.GetValue<long>()));
        Assert.Equal(4, page["next"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("subscriptions=node_status,project_events", new long[] { 1, 3 })]
    [InlineData("types=*.started,server.*", new long[] { 1, 4 })]
    [InlineData("types=*", new long[] { 1, 2, 3, 4 })]
    [InlineData("project_id=3da59aa2-a868-4a29-b425-4e9bdc4cc924,00000000-0000-0000-0000-000000000000&types=node.updated,server.disconnected", new long[] { 2, 4 })]
    [InlineData("source=gns3", new long[] { 1, 2, 3, 4 })]
    [InlineData("source=monitoring", new long[0])]
    [InlineData("after=4.1.2.0", new long[] { 3 })]
    [InlineData("after=3.9.9.9", new long[] { 4 })]
    public async Task Lists_wildcards_subscriptions_and_cursors_narrow_a_page(string query, long[] expected)
    {
        Host.Log.Append("node.started", FakeModel.Campus, FakeModel.Pc);
        Host.Log.Append("node.updated", FakeModel.Campus, FakeModel.Router);
        Host.Log.Append("project.opened", FakeModel.Archive);
        Host.Log.Append("server.disconnected");

        var page = await Host.GetAsync($"/api/v1/events?{query}");

        Assert.Equal(expected, page["events"]!.AsArray().Select(e => e!["sequence"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Going_on_with_the_cursor_of_a_page_that_began_at_a_cursor_repeats_nothing()
    {
        string[] types = ["node.started", "node.updated", "compute.updated", "server.disconnected"];
        for (var i = 0; i < 40; i++)
        {
            Host.Log.Append(types[i % 4]);
        }

        var (cursor, seen) = ("20.10.30.0", new List<long>());
        while ((await Host.GetAsync($"/api/v1/events?after={cursor}&limit=3")) is var page && page["events"]!.AsArray() is { Count: > 0 } events)
        {
            seen.AddRange(events.Select(e => e!["sequence"]!.GetValue<long>()));
            cursor = page["cursor"]!.GetValue<string>();
        }

        var place = EventCursor.TryParse("20.10.30.0", out var parsed) ? parsed : default;
        Assert.Equal(
            Enumerable.Range(1, 40).Select(i => (long)i).Where(i => i > place[EventCatalog.PriorityOf(types[(i - 1) % 4])]), seen);
    }

    [Fact]
    public async Task What_is_asked_for_and_no_longer_kept_is_a_gap_of_its_priority()
    {
        Host.Log.Append("node.started");
        Host.Log.Append("compute.updated");
        Host.Log.Append("node.started");
        Host.Log.Append("node.started");
        Host.Log.Forget(before: 4);

        var gap = (await Host.GetAsync("/api/v1/events?after=1"))["gap"]!["missing"]!.AsArray();

        Assert.Equal(
            [("high", 2L, 3L), ("low", 2, 2)],
            gap.Select(part => (part!["priority"]!.GetValue<string>(), part["from"]!.GetValue<long>(), part["to"]!.GetValue<long>())));
        Assert.All(gap, part => Assert.NotNull(part!["newest_at"]));
    }

    [Theory]
    [InlineData("after=3")]
    [InlineData("after=2&priority=critical")]
    [InlineData("after=9.3.9.2")]
    public async Task What_was_not_asked_for_is_no_gap(string query)
    {
        Host.Log.Append("node.started");
        Host.Log.Append("compute.updated");
        Host.Log.Append("node.started");
        Host.Log.Append("node.started");
        Host.Log.Forget(before: 4);

        Assert.Null((await Host.GetAsync($"/api/v1/events?{query}"))["gap"]);
    }

    [Fact]
    public async Task Every_wrong_parameter_is_named_at_once()
    {
        var problem = await Host.GetAsync("/api/v1/events?after=-1&limit=1001&types=node.exploded&subscriptions=nonsense", status: 400);

        Assert.Equal(["after", "limit", "subscriptions", "types"], problem["details"]!.AsObject().Select(detail => detail.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_parameter_of_the_wrong_kind_is_named_at_once()
    {
        var problem = await Host.GetAsync("/api/v1/events?after=x&limit=y&priority=urgent&project_id=p1", status: 400);

        Assert.Equal(["after", "limit", "priority", "project_id"], problem["details"]!.AsObject().Select(detail => detail.Key).Order(StringComparer.Ordinal));
        Assert.Equal("must be one of low, normal, high, critical", problem["details"]!["priority"]!.GetValue<string>());
    }
}
