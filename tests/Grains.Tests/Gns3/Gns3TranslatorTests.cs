using Nms.Gns3;
using Nms.Nodes;
using Nms.Projects;

namespace Nms.Grains.Tests.Gns3;

/// <summary>From the wire to the model's words.</summary>
public sealed class Gns3TranslatorTests
{
    [Fact]
    public void Every_recorded_notification_is_understood()
    {
        var news = Recording.Load().Notifications
            .Select(item => Gns3Translator.Translate(Recording.Server, item.OnProject ? Recording.ProjectId : null, item.Notification));

        Assert.DoesNotContain(news, item => item is UnreadableNews);
    }

    [Fact]
    public void A_node_carries_every_fact_of_the_wire()
    {
        var observed = (NodeObserved)Recording.Load().Observations.First(item => item.Observation is NodeObserved).Observation;
        var node = observed.Node.Facts;

        Assert.True(observed.IsCreation);
        Assert.True(observed.Node.HasStatus);
        Assert.False(observed.Node.IsPartial);
        Assert.Equal(
            (Recording.ProjectId, "PC1", "vpcs", NodeStatus.Stopped, -200, 60, 1),
            (node.Key.ProjectId, node.Name, node.NodeType, node.Status, node.X, node.Y, node.Z));
        Assert.Equal(new ConsoleEndpoint("telnet", "127.0.0.1", 5006), node.Console);
        Assert.Equal([new NodePort("Ethernet0", "e0", 0, 0, "ethernet", null, """{"Ethernet":"DLT_EN10MB"}""")], node.Ports);
        Assert.StartsWith("{\"startup_script\":", node.PropertiesJson, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_of_a_closed_project_is_partial_and_without_status()
    {
        var answer = Recording.Load().Answers.Single(item => item.Time == 11.407);
        Assert.True(Gns3Notification.TryParse($$$"""{"action":"node.updated","event":{{{answer.Response[0].GetRawText()}}}}""", out var notification, out _));

        var observed = (NodeObserved)((ProjectNews)Gns3Translator.Translate(Recording.Server, Recording.ProjectId, notification)).Observation;

        Assert.True(observed.Node.IsPartial);
        Assert.False(observed.Node.HasStatus);
    }

    [Theory]
    [InlineData("""{"action":"node.updated","event":{"node_id":"not-a-uuid","name":"x"}}""")]
    [InlineData("""{"action":"node.updated","event":null}""")]
    [InlineData("""{"action":"node.created","event":{"node_id":"a0312e85-fa5a-4518-a1b0-b4c0f3c03a28","name":"no type"}}""")]
    [InlineData("""{"action":"link.created","event":{"link_id":"a0312e85-fa5a-4518-a1b0-b4c0f3c03a28","nodes":"none"}}""")]
    [InlineData("""{"action":"project.opened","event":{"name":"no id"}}""")]
    [InlineData("""{"action":"compute.updated","event":[]}""")]
    public void What_cannot_be_read_is_said_to_be_unreadable(string json)
    {
        Assert.True(Gns3Notification.TryParse(json, out var notification, out _));

        Assert.IsType<UnreadableNews>(Gns3Translator.Translate("lab", Recording.ProjectId, notification));
    }

    [Theory]
    [InlineData("""{"action":"ping","event":{}}""")]
    [InlineData("""{"action":"log.error","event":{"message":"x"}}""")]
    [InlineData("""{"action":"link.web_wireshark_started","event":{"link_id":1}}""")]
    public void What_the_model_does_not_hold_is_no_news(string json)
    {
        Assert.True(Gns3Notification.TryParse(json, out var notification, out _));

        Assert.IsType<NoNews>(Gns3Translator.Translate("lab", Recording.ProjectId, notification));
    }

    [Fact]
    public void The_same_json_with_and_without_indentation_is_the_same_fact()
    {
        Assert.Equal(Label("""{ "text" : "PC1",   "x": 0 }"""), Label("""{"text":"PC1","x":0}"""));

        static string? Label(string label)
        {
            var json = $$$"""{"action":"node.updated","event":{"node_id":"a0312e85-fa5a-4518-a1b0-b4c0f3c03a28","name":"PC1","node_type":"vpcs","label":{{{label}}}}}""";
            Assert.True(Gns3Notification.TryParse(json, out var notification, out _));
            return ((NodeObserved)((ProjectNews)Gns3Translator.Translate("lab", Recording.ProjectId, notification)).Observation).Node.Facts.LabelJson;
        }
    }

    [Fact]
    public void A_list_with_an_element_that_cannot_be_read_is_not_complete()
    {
        var facts = Gns3Translator.Facts(
            "lab",
            new Gns3Project { ProjectId = Recording.ProjectId, Name = "lab", Status = "opened" },
            new Gns3List<Gns3Node>([], skipped: 1),
            [],
            []);

        Assert.False(facts.IsComplete);
    }
}
