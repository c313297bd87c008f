using FsCheck.Xunit;
using Nms.Api.Events;
using Nms.Events;

namespace Nms.Api.Tests.Events;

public sealed class SubscriptionFilterTests
{
    [Theory]
    [InlineData("node.started", "node_status")]
    [InlineData("node.stopped", "node_status")]
    [InlineData("node.suspended", "node_status")]
    [InlineData("node.created", "topology_changes")]
    [InlineData("node.updated", "topology_changes")]
    [InlineData("node.deleted", "topology_changes")]
    [InlineData("topology.changed", "topology_changes")]
    [InlineData("link.created", "topology_changes")]
    [InlineData("link.deleted", "topology_changes")]
    [InlineData("project.opened", "project_events")]
    [InlineData("project.closed", "project_events")]
    [InlineData("project.created", "project_events")]
    [InlineData("project.deleted", "project_events")]
    [InlineData("server.connected", null)]
    [InlineData("compute.updated", null)]
    [InlineData("somebody.sneezed", null)]
    public void A_subscription_carries_its_types_and_all_events_carries_everything(string type, string? subscription)
    {
        var carriers = EventCatalog.Subscriptions.Where(name => With(name).Matches(Event(type)));

        Assert.Equal(new[] { subscription, "all_events" }.OfType<string>(), carriers.Order(StringComparer.Ordinal).OrderBy(name => name == "all_events"));
    }

    [Fact]
    public void No_subscription_means_no_event() => Assert.False(SubscriptionFilter.None.Matches(Event("node.started")));

    [Property]
    public bool A_filter_matches_exactly_what_its_query_does(int type, int priority, bool sameProject, int minimum, bool all)
    {
        string[] types = ["node.started", "node.updated", "server.disconnected"];
        var project = new Guid("3da59aa2-a868-4a29-b425-4e9bdc4cc924");
        var e = Event(types[Math.Abs(type % 3)]) with { Priority = (EventPriority)(Math.Abs(priority % 4) + 1), ProjectId = sameProject ? project : Guid.Empty };
        var filter = new SubscriptionFilter(
            [all ? "all_events" : "node_status"], new EventQuery(["node.*"], (EventPriority)(Math.Abs(minimum % 4) + 1)) { Projects = [project] });

        return filter.Matches(e) == filter.ToQuery().Matches(e);
    }

    [Fact]
    public void Filters_of_the_same_values_are_equal_and_nothing_is_not_everything()
    {
        static SubscriptionFilter Make(params string[] names) => new([.. names], new EventQuery(["node.*"]) { Projects = [Guid.Empty] });

        Assert.Equal(Make("node_status", "project_events"), Make("project_events", "node_status"));
        Assert.Equal(Make("node_status").GetHashCode(), Make("node_status").GetHashCode());
        Assert.NotEqual(Make("node_status"), Make("project_events"));
        Assert.NotEqual(Make(), Make("all_events"));
    }

    [Fact]
    public void Unknown_names_change_nothing_and_are_returned()
    {
        var (filter, unknown) = With("node_status").Subscribe(["nonsense", "nonsense", "all_events"]);

        Assert.Equal(["all_events", "node_status"], filter.Subscriptions);
        Assert.Equal(["nonsense"], unknown);
    }

    private static SubscriptionFilter With(string subscription) => SubscriptionFilter.None.Subscribe([subscription]).Filter;

    private static EventEnvelope Event(string type) => new()
    {
        EventId = Guid.Empty,
        Type = type,
        Priority = EventCatalog.PriorityOf(type),
        OccurredAt = DateTimeOffset.UnixEpoch,
        DataJson = "{}",
    };
}
