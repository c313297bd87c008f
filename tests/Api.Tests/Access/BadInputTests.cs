using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Access;

/// <summary>Input made to harm, sent by somebody who may do everything: it is refused in words, and changes nothing.</summary>
public sealed class BadInputTests : ApiTest
{
    private static readonly string s_nodes = $"{Project}/nodes";
    private static readonly string s_node = $"{s_nodes}/{FakeModel.Pc}";

    [Fact]
    public async Task A_deeply_nested_body_is_refused_by_every_operation()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000);
        await RefusedEverywhereAsync(deep);
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_object_is_refused_by_every_operation()
    {
        await RefusedEverywhereAsync("[1,2");
    }

    [Fact]
    public async Task An_unknown_field_is_refused_by_every_operation_of_our_own()
    {
        var before = Model.Commands.Count;
        foreach (var operation in Operation.All(Host).Where(operation => operation.TakesJson && operation.Address.StartsWith("/api/v1/", StringComparison.Ordinal)))
        {
            using var request = operation.Request("""{"is_administrator_of_everything":true}""");
            using var response = await Host.Http.SendAsync(request, Cancelled);
            var text = await response.Content.ReadAsStringAsync(Cancelled);

            Assert.True((int)response.StatusCode == 400, $"{operation} answered {(int)response.StatusCode}: {text}");
            Assert.Contains("is_administrator_of_everything", text, StringComparison.Ordinal);
        }

        Assert.Equal(before, Model.Commands.Count);
    }

    [Theory]
    [InlineData("""{"name":"a","node_id":"11111111-1111-4111-8111-111111111111"}""")]
    [InlineData("""{"name":"a","project_id":"b1c2a3d4-0000-4000-8000-000000000002"}""")]
    [InlineData("""{"status":"started"}""")]
    [InlineData("""{"command_line":"rm -rf /"}""")]
    [InlineData("""{"NAME":"a"}""")]
    [InlineData("""{"name":"a","name":"b"}""")]
    [InlineData("""{"name":"a","na\u006de":"b"}""")]
    [InlineData("""{"__proto__":{"locked":true}}""")]
    public async Task What_a_caller_may_not_set_and_what_is_given_twice_is_refused(string body)
    {
        var problem = await Host.SendAsync(HttpMethod.Patch, s_node, body, 400);

        Assert.Contains(problem["code"]!.GetValue<string>(), new[] { "validation_error", "malformed_json" });
        Assert.Empty(Model.Commands);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_before_it_is_read()
    {
        using var response = await Host.RawAsync(HttpMethod.Patch, s_node, $$"""{"name":"{{new string('x', 2 << 20)}}"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(Model.Commands);
    }

    // NUL, line breaks, other controls, the ones that turn writing around, the ones that cannot be seen, a lone surrogate.
    [Theory]
    [InlineData("R1\\u0000")]
    [InlineData("R1\\r\\nSet-Cookie: a=b")]
    [InlineData("R1\\u001b[31m")]
    [InlineData("R1\\u202egnp.exe")]
    [InlineData("R1\\u2066x\\u2069")]
    [InlineData("R\\u200b1")]
    [InlineData("\\ufeffR1")]
    [InlineData("R1\\u2028")]
    [InlineData("R1\\ud800")]
    public async Task A_name_that_deceives_or_breaks_a_line_is_refused(string name)
    {
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Patch, s_node, $$"""{"name":"{{name}}"}"""),
            (HttpMethod.Post, s_nodes, $$"""{"name":"{{name}}","node_type":"vpcs"}"""),
            (HttpMethod.Post, "/api/v1/projects", $$"""{"name":"{{name}}"}"""),
            (HttpMethod.Post, $"{Project}/duplicate", $$"""{"name":"{{name}}"}"""),
            (HttpMethod.Post, $"{Project}/snapshots", $$"""{"name":"{{name}}"}"""),
        })
        {
            await Host.SendAsync(method, path, body, 400);
        }

        Assert.Empty(Model.Commands);
    }

    [Theory]
    [InlineData("Straße-Δ")]
    [InlineData("ルーター1")]
    [InlineData("نواة")]
    [InlineData("🛰 uplink")]
    public async Task A_name_in_any_writing_is_taken(string name)
    {
        await Host.SendAsync(HttpMethod.Patch, s_node, new JsonObject { ["name"] = name }.ToJsonString());

        Assert.Single(Model.Commands);
    }

    [Theory]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("..%5c..%5cboot.ini")]
    [InlineData("a/%00")]
    [InlineData("%2fetc%2fpasswd")]
    public async Task A_path_that_leaves_the_folder_of_a_node_is_never_asked_for(string path)
    {
        foreach (var method in new[] { "GET", "PUT" })
        {
            var status = await RawStatusAsync($"{method} {s_node}/files/{path} HTTP/1.1\r\nContent-Length: 0\r\n");
            Assert.Matches("HTTP/1.1 40[045]", status);
        }

        Assert.Empty(Model.Commands);
        Assert.Single(Model.Files);
    }

    [Theory]
    [InlineData("..%2f..")]
    [InlineData("%0d%0aX-Injected:%20yes")]
    [InlineData("1;DROP%20TABLE%20event_log")]
    [InlineData("${jndi:ldap:x}")]
    [InlineData("%00")]
    public async Task An_id_that_is_none_is_refused_and_comes_back_in_no_header(string id)
    {
        foreach (var path in new[] { $"/api/v1/projects/{id}", $"/api/v1/servers/{id}", $"/api/gns3/projects/{id}/nodes/", $"{s_nodes}/{id}" })
        {
            var answer = await RawAsync($"GET {path} HTTP/1.1\r\n");
            Assert.Matches("^HTTP/1.1 4", answer);
            Assert.DoesNotContain("\r\nX-Injected", answer, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a b")]
    [InlineData("<script>")]
    [InlineData("../../x")]
    public async Task A_correlation_id_that_would_harm_a_log_is_replaced(string id)
    {
        var answer = await RawAsync($"GET {Project} HTTP/1.1\r\nX-Correlation-Id: {id}\r\n");

        Assert.DoesNotContain($"X-Correlation-Id: {id}\r\n", answer, StringComparison.OrdinalIgnoreCase);
    }

    private async Task RefusedEverywhereAsync(string body)
    {
        var before = (Model.Commands.Count, Host.Log.Head);
        foreach (var operation in Operation.All(Host).Where(operation => operation.TakesJson))
        {
            using var request = operation.Request(body);
            using var response = await Host.Http.SendAsync(request, Cancelled);
            var text = await response.Content.ReadAsStringAsync(Cancelled);
            Assert.True((int)response.StatusCode == 400, $"{operation} answered {(int)response.StatusCode}: {text}");
        }

        Assert.Equal(before, (Model.Commands.Count, Host.Log.Head));
    }

    private async Task<string> RawStatusAsync(string head) => (await RawAsync(head)).Split('\r')[0];

    private async Task<string> RawAsync(string head)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Host.Address.Host, Host.Address.Port, Cancelled);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.Latin1.GetBytes($"{head}Host: {Host.Address.Authority}\r\nAuthorization: {Host.Http.Authorization()}\r\nConnection: close\r\n\r\n"), Cancelled);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(Cancelled);
    }
}
