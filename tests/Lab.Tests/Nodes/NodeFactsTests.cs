using System.Text.Json.Nodes;
using Nms.Testing.Servers;

namespace Nms.Lab.Tests.Nodes;

/// <summary>Small facts about nodes that were seen on a real 2.2.59 server.</summary>
public sealed class NodeFactsTests : IAsyncLifetime
{
    private LabServer _lab = null!;
    private LabClient _client = null!;
    private string _project = "";

    public async ValueTask InitializeAsync()
    {
        _lab = await LabServer.StartAsync(LabServerFixture.Options with { Topology = "empty" }, cancellationToken: TestContext.Current.CancellationToken);
        _client = new LabClient(_lab.Url);
        _project = $"/v2/projects/{_lab.Projects.Create("facts").Id}";
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _lab.DisposeAsync();
    }

    [Theory]
    [InlineData("PC1", "PC2")]
    [InlineData("PC{0}", "PC2")]
    [InlineData("My PC", "MyPC")]
    [InlineData("{0}", "1")]
    public async Task A_taken_name_becomes_the_next_free_one(string asked, string given)
    {
        await CreateAsync("vpcs", "PC1");

        Assert.Equal(given, (await CreateAsync("vpcs", asked))["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_cloud_is_announced_twice()
    {
        await using var stream = await _client.ListenAsync(_project + "/notifications/ws");
        await CreateAsync("cloud", "Cloud1");

        Assert.Equal(["node.created", "node.updated"], (await stream.UntilAsync("node.updated")).Select(message => message.Action));
    }

    [Fact]
    public async Task A_node_without_console_has_no_console_port()
    {
        var node = await CreateAsync("vpcs", "PC1");
        var path = $"{_project}/nodes/{node["node_id"]}";

        var without = await _client.SendAsync("PUT", path, new JsonObject { ["console_type"] = "none" });
        var with = await _client.SendAsync("PUT", path, new JsonObject { ["console_type"] = "telnet" });

        Assert.Null(without.Body!["console"]);
        Assert.NotNull(with.Body!["console"]);
    }

    [Fact]
    public async Task A_locked_node_is_not_deleted()
    {
        var node = await CreateAsync("vpcs", "PC1");
        await _client.SendAsync("PUT", $"{_project}/nodes/{node["node_id"]}", new JsonObject { ["locked"] = true });

        var (status, body) = await _client.SendAsync("DELETE", $"{_project}/nodes/{node["node_id"]}");

        Assert.Equal((409, "Node PC1 cannot be deleted because it is locked"), (status, body!["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_is_not_announced()
    {
        var node = await CreateAsync("vpcs", "PC1");
        await using var stream = await _client.ListenAsync(_project + "/notifications/ws");

        await _client.SendAsync("PUT", $"{_project}/nodes/{node["node_id"]}", new JsonObject { ["x"] = 0 });
        await _client.SendAsync("PUT", $"{_project}/nodes/{node["node_id"]}", new JsonObject { ["x"] = 7 });

        Assert.Equal(7, Assert.Single(await stream.UntilAsync("node.updated")).Event["x"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("qemu", "{\"platform\": \"x86_64\", \"adapters\": 3}", "Ethernet0,Ethernet1,Ethernet2")]
    [InlineData("docker", "{\"image\": \"alpine\", \"adapters\": 2}", "eth0,eth1")]
    [InlineData("dynamips", "{\"image\": \"x.bin\", \"platform\": \"c3725\", \"slot1\": \"NM-4T\"}", "FastEthernet0/0,FastEthernet0/1,Serial1/0,Serial1/1,Serial1/2,Serial1/3")]
    [InlineData("iou", "{\"path\": \"x.bin\", \"ethernet_adapters\": 1, \"serial_adapters\": 1}", "Ethernet0/0,Ethernet0/1,Ethernet0/2,Ethernet0/3,Serial1/0,Serial1/1,Serial1/2,Serial1/3")]
    [InlineData("nat", "{}", "nat0")]
    public async Task A_node_has_the_ports_of_its_type(string type, string properties, string ports)
    {
        var node = await CreateAsync(type, "N", JsonNode.Parse(properties)!.AsObject());

        Assert.Equal(ports, string.Join(',', node["ports"]!.AsArray().Select(port => port!["name"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_filter_that_the_running_end_refuses_is_kept_and_keeps_the_node_from_starting()
    {
        var (first, second) = (await CreateAsync("vpcs", "PC1"), await CreateAsync("vpcs", "PC2"));
        var link = await _client.PostAsync(_project + "/links", new JsonObject { ["nodes"] = new JsonArray(End(first), End(second)) });
        var path = $"{_project}/links/{link["link_id"]}";

        var accepted = await _client.SendAsync("PUT", path, new JsonObject { ["filters"] = new JsonObject { ["latency"] = new JsonArray(50) } });
        var refused = await _client.SendAsync("POST", $"{_project}/nodes/{first["node_id"]}/start");

        Assert.Equal((201, 409), (accepted.Status, refused.Status));
        Assert.Contains("Filter type 'latency' doesn't exist", refused.Body!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("stopped", (await _client.GetAsync($"{_project}/nodes/{first["node_id"]}"))["status"]!.GetValue<string>());
    }

    private Task<JsonNode> CreateAsync(string type, string name, JsonObject? properties = null)
        => _client.PostAsync(_project + "/nodes", new JsonObject { ["name"] = name, ["node_type"] = type, ["compute_id"] = "local", ["properties"] = properties ?? [] });

    private static JsonObject End(JsonNode node) => new() { ["node_id"] = node["node_id"]!.GetValue<string>(), ["adapter_number"] = 0, ["port_number"] = 0 };
}
