using Nms.Api.Tests.Fakes;

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
        Assert.False(second["gap"]!.GetValue<bool>());
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

    [Fact]
    public async Task A_place_before_the_oldest_event_is_a_gap()
    {
        for (var i = 0; i < 5; i++)
        {
            Host.Log.Append("node.started");
        }

        Host.Log.Forget(before: 4);

        Assert.True((await Host.GetAsync("/api/v1/events?after=1"))["gap"]!.GetValue<bool>());
        Assert.False((await Host.GetAsync("/api/v1/events?after=3"))["gap"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Every_wrong_parameter_is_named_at_once()
    {
        var problem = await Host.GetAsync("/api/v1/events?after=-1&limit=1001&types=node.exploded", status: 400);

        Assert.Equal(["after", "limit", "types"], problem["details"]!.AsObject().Select(detail => detail.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_parameter_of_the_wrong_kind_is_named_at_once()
    {
        var problem = await Host.GetAsync("/api/v1/events?after=x&limit=y&priority=urgent&project_id=p1", status: 400);

        Assert.Equal(["after", "limit", "priority", "project_id"], problem["details"]!.AsObject().Select(detail => detail.Key).Order(StringComparer.Ordinal));
        Assert.Equal("must be one of low, normal, high, critical", problem["details"]!["priority"]!.GetValue<string>());
    }
}
