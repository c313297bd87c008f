using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Topology;

public sealed class LinkEndpointTests : ApiTest
{
    private static readonly string s_links = $"{Project}/links";
    private static readonly string s_link = $"{Project}/links/{FakeModel.Link}";

    [Fact]
    public async Task Links_are_listed_and_shown_with_their_ends()
    {
        var list = await Host.GetAsync(s_links);
        var link = await Host.GetAsync(s_link);

        Assert.Equal(1, list["total"]!.GetValue<int>());
        Assert.Equal(FakeModel.Router.ToString(), link["nodes"]![0]!["node_id"]!.GetValue<string>());
        Assert.Equal(1, link["nodes"]![1]!["port_number"]!.GetValue<int>());
        Assert.False(link["suspend"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_link_is_created_changed_captured_and_deleted()
    {
        var created = await Host.SendAsync(HttpMethod.Post, s_links, $$"""{"nodes":[{"node_id":"{{FakeModel.Pc}}"},{"node_id":"{{FakeModel.Switch}}","port_number":3}]}""", 201);
        var changed = await Host.SendAsync(HttpMethod.Patch, s_link, """{"filters":{"packet_loss":[5],"bpf":["icmp"]},"suspend":true}""");
        var capturing = await Host.SendAsync(HttpMethod.Post, $"{s_link}/capture/start", """{"capture_file_name":"a.pcap"}""");
        var unnamed = await Host.SendAsync(HttpMethod.Post, $"{s_link}/capture/start");
        var stopped = await Host.SendAsync(HttpMethod.Post, $"{s_link}/capture/stop");
        await Host.SendAsync(HttpMethod.Delete, s_link, status: 204);

        Assert.Equal(3, created["nodes"]![1]!["port_number"]!.GetValue<int>());
        Assert.True(changed["suspend"]!.GetValue<bool>());
        Assert.Equal(5, changed["filters"]!["packet_loss"]![0]!.GetValue<int>());
        Assert.Equal("a.pcap", capturing["capture_file_name"]!.GetValue<string>());
        Assert.True(unnamed["capturing"]!.GetValue<bool>());
        Assert.False(stopped["capturing"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("""{"filters":{"latency":[5]}}""", "filters.latency")]
    [InlineData("""{"filters":{"packet_loss":[500]}}""", "filters.packet_loss")]
    [InlineData("""{"filters":{"packet_loss":5}}""", "filters.packet_loss")]
    [InlineData("""{"filters":{"delay":[1,2,3]}}""", "filters.delay")]
    [InlineData("""{"filters":{"delay":[1.5]}}""", "filters.delay")]
    [InlineData("""{"filters":{"frequency_drop":[-2]}}""", "filters.frequency_drop")]
    [InlineData("""{"filters":{"bpf":[7]}}""", "filters.bpf")]
    [InlineData("{}", "body")]
    public async Task A_filter_that_GNS3_would_keep_and_later_choke_on_is_refused(string body, string field)
    {
        var problem = await Host.SendAsync(HttpMethod.Patch, s_link, body, 400);

        Assert.Equal([field], problem["details"]!.AsObject().Select(detail => detail.Key));
        Assert.Empty(Model.Commands);
    }

    [Fact]
    public async Task An_empty_set_of_filters_clears_them()
    {
        var changed = await Host.SendAsync(HttpMethod.Patch, s_link, """{"filters":{}}""");

        Assert.Empty(changed["filters"]!.AsObject());
    }

    [Theory]
    [InlineData("{}", "nodes")]
    [InlineData("""{"nodes":[]}""", "nodes")]
    [InlineData("""{"nodes":[{"node_id":"33333333-3333-4333-8333-333333333333"},{"port_number":-1}]}""", "nodes[1].node_id,nodes[1].port_number")]
    [InlineData("""{"nodes":[null,null]}""", "nodes[0],nodes[1]")]
    public async Task A_link_needs_two_ends(string body, string fields)
    {
        var problem = await Host.SendAsync(HttpMethod.Post, s_links, body, 400);

        Assert.Equal(fields.Split(','), problem["details"]!.AsObject().Select(detail => detail.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_capture_file_is_a_name_and_not_a_path()
    {
        var problem = await Host.SendAsync(HttpMethod.Post, $"{s_link}/capture/start", """{"capture_file_name":"../x.pcap"}""", 400);

        Assert.NotNull(problem["details"]!["capture_file_name"]);
    }

    [Fact]
    public async Task An_unknown_link_is_404()
    {
        var problem = await Host.GetAsync($"{s_links}/{Guid.Empty}", 404);

        Assert.Equal("link_not_found", problem["code"]!.GetValue<string>());
    }
}
