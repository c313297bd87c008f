using System.Text;
using System.Text.Json;
using Nms.Gns3;
using Nms.Protocols.Gns3.Tests.Recordings;

namespace Nms.Protocols.Gns3.Tests;

public sealed class Gns3NotificationTests
{
    [Fact]
    public void Every_recorded_notification_is_read_with_its_event()
    {
        foreach (var recorded in Recording.Notifications)
        {
            Assert.True(Gns3Notification.TryParse(recorded.Message, out var notification, out var reason), reason);
            var expected = JsonElement.Parse(recorded.Message);
            Assert.Equal(expected.GetProperty("action").GetString(), notification.Action);
            Assert.True(JsonElement.DeepEquals(expected.GetProperty("event"), notification.Event));
            Assert.True(HasRecord(notification), recorded.Message);
        }
    }

    [Fact]
    public void The_short_form_of_a_deletion_names_the_node()
    {
        var deletions = Recording.Notifications.Where(recorded => recorded.Message.Contains("node.deleted", StringComparison.Ordinal)).ToArray();

        var nodes = deletions.Select(recorded => Parse(recorded.Message).AsNode()!).ToArray();

        Assert.Equal(2, nodes.Length);
        Assert.Single(nodes.Select(node => node.NodeId).Distinct());
        Assert.Equal([null, "vpcs"], nodes.Select(node => node.NodeType));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"event\":{}}")]
    [InlineData("{\"action\":5,\"event\":{}}")]
    [InlineData("{\"action\":\"\",\"event\":{}}")]
    [InlineData("{\"action\":\"\\ud800\",\"event\":{}}")]
    [InlineData("{\"action\":\"ping\"}")]
    [InlineData("{\"action\":\"ping\",\"event\":{}} {}")]
    public void What_is_not_a_notification_is_refused_with_a_reason(string text)
    {
        Assert.False(Gns3Notification.TryParse(text, out var notification, out var reason));

        Assert.Null(notification);
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
        => Assert.False(Gns3Notification.TryParse(new byte[] { 0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D }, out _, out _));

    [Fact]
    public void An_unknown_action_is_kept()
    {
        var notification = Parse("""{"action":"link.web_wireshark_started","event":{"link_id":"x"}}""");

        Assert.Equal("link.web_wireshark_started", notification.Action);
        Assert.Null(notification.AsLink());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("{\"node_id\":\"not-a-uuid\",\"name\":\"PC1\"}")]
    [InlineData("{\"name\":\"PC1\"}")]
    public void An_event_that_is_no_node_is_null_as_a_node(string happened)
    {
        var notification = Parse($$"""{"action":"node.updated","event":{{happened}}}""");

        Assert.Null(notification.AsNode());
    }

    [Fact]
    public void The_event_outlives_the_bytes_it_was_read_from()
    {
        var bytes = """{"action":"ping","event":{"cpu_usage_percent":2.8}}"""u8.ToArray();
        Assert.True(Gns3Notification.TryParse(bytes, out var notification, out _));

        Array.Clear(bytes);

        Assert.Equal(2.8, notification.Event.GetProperty("cpu_usage_percent").GetDouble());
    }

    private static Gns3Notification Parse(string text)
        => Gns3Notification.TryParse(Encoding.UTF8.GetBytes(text), out var notification, out var reason) ? notification : throw new InvalidOperationException(reason);

    private static bool HasRecord(Gns3Notification notification) => notification.Action.Split('.')[0] switch
    {
        "node" => notification.AsNode() is not null,
        "link" => notification.AsLink() is not null,
        "project" => notification.AsProject() is not null,
        "snapshot" => notification.AsSnapshot() is { Created: not null },
        "compute" => notification.AsCompute() is { Connected: true },
        _ => notification.Action == Gns3Actions.Ping,
    };
}
