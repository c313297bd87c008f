using System.Net;
using System.Text;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Nodes;

public sealed class NodeEndpointTests : ApiTest
{
    private static readonly string s_nodes = $"{Project}/nodes";
    private static readonly string s_node = $"{s_nodes}/{FakeModel.Pc}";

    [Theory]
    [InlineData("", new[] { "R1", "SW1", "PC1", "Cloud1" })]
    [InlineData("?status=stopped", new[] { "PC1" })]
    [InlineData("?type=vpcs", new[] { "PC1" })]
    [InlineData("?name=1&status=started&limit=2", new[] { "R1", "SW1" })]
    public async Task Nodes_of_a_project_are_listed_and_filtered(string query, string[] expected) =>
        Assert.Equal(expected, Names((await Host.GetAsync(s_nodes + query))["nodes"]!));

    [Theory]
    [InlineData("", 5)]
    [InlineData("?type=dynamips", 2)]
    [InlineData("?status=unknown", 1)]
    [InlineData("?project_id=3da59aa2-a868-4a29-b425-4e9bdc4cc924", 4)]
    [InlineData("?server=other", 0)]
    public async Task Nodes_of_all_projects_are_listed_and_filtered(string query, int expected) =>
        Assert.Equal(expected, (await Host.GetAsync("/api/v1/nodes" + query))["total"]!.GetValue<int>());

    [Fact]
    public async Task A_node_is_shown_with_its_freshness()
    {
        var node = await Host.GetAsync(s_node);

        Assert.Equal("PC1", node["name"]!.GetValue<string>());
        Assert.Equal("stopped", node["status"]!.GetValue<string>());
        Assert.Equal(5004, node["console"]!["port"]!.GetValue<int>());
        Assert.Equal("e0", node["ports"]![0]!["short_name"]!.GetValue<string>());
        Assert.True(node["cached"]!.GetValue<bool>());
        Assert.NotNull(node["last_update"]);
        Assert.NotNull(node["age_seconds"]);
    }

    [Theory]
    [InlineData("start", "started")]
    [InlineData("stop", "stopped")]
    [InlineData("suspend", "suspended")]
    [InlineData("reload", "started")]
    [InlineData("restart", "started")]
    public async Task A_command_says_the_status_before_and_after(string action, string after)
    {
        var result = await Host.SendAsync(HttpMethod.Post, $"{s_node}/{action}");

        Assert.Equal(action, result["action"]!.GetValue<string>());
        Assert.Equal("stopped", result["old_status"]!.GetValue<string>());
        Assert.Equal(after, result["new_status"]!.GetValue<string>());
        Assert.Equal(after, result["node"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_node_is_created_changed_copied_and_deleted()
    {
        var created = await Host.SendAsync(HttpMethod.Post, s_nodes, """{"name":"PC2","node_type":"vpcs","x":1,"y":2,"properties":{"ram":1}}""", 201);
        var changed = await Host.SendAsync(HttpMethod.Patch, s_node, """{"name":"PC7","x":5}""");
        var copy = await Host.SendAsync(HttpMethod.Post, $"{s_node}/duplicate", """{"x":7,"y":8}""", 201);
        var made = await Host.SendAsync(HttpMethod.Post, $"{Project}/templates/{FakeModel.Template}", """{"x":7,"y":8,"name":"T1"}""", 201);
        await Host.SendAsync(HttpMethod.Delete, s_node, status: 204);

        Assert.Equal(1, created["properties"]!["ram"]!.GetValue<int>());
        Assert.Equal("PC7", changed["name"]!.GetValue<string>());
        Assert.Equal(7, copy["x"]!.GetValue<int>());
        Assert.Equal("T1", made["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("nodes", """{"x":9999999,"console_type":"morse","properties":[1]}""", "console_type,name,node_type,properties,x")]
    [InlineData("nodes/33333333-3333-4333-8333-333333333333/duplicate", "{}", "x,y")]
    [InlineData("templates/88888888-8888-4888-8888-888888888888", """{"y":1}""", "x")]
    public async Task Every_wrong_field_is_named_at_once(string path, string body, string fields)
    {
        var problem = await Host.SendAsync(HttpMethod.Post, $"{Project}/{path}", body, 400);

        Assert.Equal(fields.Split(','), problem["details"]!.AsObject().Select(detail => detail.Key).Order(StringComparer.Ordinal));
        Assert.Empty(Model.Commands);
    }

    [Fact]
    public async Task A_change_must_change_something()
    {
        var problem = await Host.SendAsync(HttpMethod.Patch, s_node, "{}", 400);

        Assert.NotNull(problem["details"]!["body"]);
    }

    [Fact]
    public async Task The_console_is_shown_and_a_node_without_one_has_none()
    {
        Assert.Equal("telnet://127.0.0.1:5004", (await Host.GetAsync($"{s_node}/console"))["url"]!.GetValue<string>());
        Assert.Equal("none", (await Host.GetAsync($"{s_nodes}/{FakeModel.Router}/console"))["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_file_is_written_and_read_back()
    {
        using var written = await Host.RawAsync(HttpMethod.Put, $"{s_node}/files/configs/startup.vpc", "ip 10.0.0.9", "text/plain");
        using var read = await Host.Http.GetAsync($"{s_node}/files/configs/startup.vpc", Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, written.StatusCode);
        Assert.Equal("application/octet-stream", read.Content.Headers.ContentType!.MediaType);
        Assert.Equal("ip 10.0.0.9", await read.Content.ReadAsStringAsync(Cancelled));
        await Host.GetAsync($"{s_node}/files/absent", 404);
    }

    [Fact]
    public async Task A_file_may_have_4_MiB_where_other_bodies_may_have_one()
    {
        var large = new string('x', 3 << 20);

        using var file = await Host.RawAsync(HttpMethod.Put, $"{s_node}/files/large", large, "application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{s_node}/files/larger") { Content = new StringContent(large + large) };
        request.Headers.ExpectContinue = true;
        using var larger = await Host.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, file.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, larger.StatusCode);
        Assert.Equal(3 << 20, Model.Files["large"].Length);
    }

    [Theory]
    [InlineData("%2e%2e/secret")]
    [InlineData("a/%2e%2e/%2e%2e/b")]
    [InlineData("a//b")]
    [InlineData("..%5Csecret")]
    public async Task A_file_outside_the_nodes_directory_is_never_asked_for(string path)
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(Host.Address.Host, Host.Address.Port, Cancelled);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {s_node}/files/{path} HTTP/1.1\r\nHost: x\r\nAuthorization: {Host.Http.DefaultRequestHeaders.Authorization}\r\nConnection: close\r\n\r\n"), Cancelled);
        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync(Cancelled);

        Assert.Matches("HTTP/1.1 40[04]", status);
        Assert.Empty(Model.Commands);
    }

    [Fact]
    public async Task An_unknown_node_is_404_with_its_code()
    {
        var problem = await Host.GetAsync($"{s_nodes}/{Guid.Empty}", 404);

        Assert.Equal("node_not_found", problem["code"]!.GetValue<string>());
    }
}
