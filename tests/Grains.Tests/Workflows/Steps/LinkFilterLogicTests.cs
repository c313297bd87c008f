using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Workflows.Steps;

namespace Nms.Grains.Tests.Workflows.Steps;

public sealed class LinkFilterLogicTests
{
    [Theory]
    [InlineData("""{"latency":50}""", "{}", """{"delay":[50,0]}""")]
    [InlineData("""{"latency":50,"jitter":5,"packet_loss":1}""", """{"corrupt":[2]}""", """{"delay":[50,5],"packet_loss":[1]}""")]
    [InlineData("""{"corruption":7,"keep_others":true}""", """{"corrupt":[2],"bpf":["arp"]}""", """{"corrupt":[7],"bpf":["arp"]}""")]
    [InlineData("""{"frequency_drop":-1}""", "{}", """{"frequency_drop":[-1]}""")]
    [InlineData("""{"filters":{}}""", """{"corrupt":[2]}""", "{}")]
    public void Filters_are_put_together(string inputs, string before, string wanted) =>
        Assert.Equal(wanted, LinkFilterLogic.Wanted(new StepInputs(JsonElement.Parse(inputs)), (JsonObject)JsonNode.Parse(before)!).ToJsonString());

    [Theory]
    [InlineData("""{"jitter":5}""", "jitter")]
    [InlineData("{}", "filters")]
    [InlineData("""{"filters":{},"latency":1}""", "filters")]
    [InlineData("""{"packet_loss":101}""", "packet_loss")]
    [InlineData("""{"packet_loss":1.5}""", "packet_loss")]
    public void What_makes_no_sense_is_refused(string inputs, string field) =>
        Assert.Equal(field, Assert.Single(Assert.Throws<ValidationException>(() => LinkFilterLogic.Wanted(new StepInputs(JsonElement.Parse(inputs)), [])).Details).Key);

    [Theory]
    [InlineData("""{"delay":[50,0]}""", """{"delay":[50]}""", true)]
    [InlineData("""{"packet_loss":[0]}""", "{}", true)]
    [InlineData("""{"packet_loss":[1]}""", "{}", false)]
    [InlineData("""{"bpf":["icmp"]}""", """{"bpf":["icmp\n"]}""", true)]
    [InlineData("""{"bpf":["icmp"]}""", """{"bpf":["arp"]}""", false)]
    public void Sets_are_compared_as_GNS3_keeps_them(string one, string other, bool same) =>
        Assert.Equal(same, LinkFilterLogic.AreSame((JsonObject)JsonNode.Parse(one)!, (JsonObject)JsonNode.Parse(other)!));
}
