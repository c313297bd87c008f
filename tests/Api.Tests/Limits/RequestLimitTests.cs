using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Api.Tests.Events;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Limits;

/// <summary>What is taken of one request, and for how long.</summary>
public sealed class RequestLimitTests : ApiTest
{
    protected override Task<ApiHost> StartHostAsync() => ApiHost.StartAsync(settings: new Dictionary<string, string?>
    {
        ["Nms:Http:RequestTimeout"] = "00:00:01",
        ["Nms:Http:HeadersTimeout"] = "00:00:01",
    });

    [Fact]
    public async Task A_query_that_is_too_long_is_refused_in_words()
    {
        var problem = await Host.GetAsync($"/api/v1/projects?name={new string('x', 9000)}", 414);

        Assert.Equal("query_too_long", problem["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Headers_that_are_too_large_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/servers");
        request.Headers.Add("X-Large", new string('x', 40 * 1024));

        using var response = await Host.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"name\":", "}")]
    public async Task A_body_that_is_nested_too_deeply_is_refused(string open, string close)
    {
        var body = new StringBuilder().Insert(0, open, 10_000).Append('1').Append(string.Concat(Enumerable.Repeat(close, 10_000))).ToString();

        var problem = await Host.SendAsync(HttpMethod.Post, "/api/v1/projects", body, 400);

        Assert.Contains(problem["code"]!.GetValue<string>(), new[] { "malformed_json", "validation_error" });
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_given_up()
    {
        var gate = new TaskCompletionSource();
        Model.Gate = gate.Task;

        var problem = await Host.SendAsync(HttpMethod.Post, $"{Project}/nodes/{FakeModel.Pc}/start", status: 504);

        Assert.Equal("request_timeout", problem["code"]!.GetValue<string>());
        gate.SetResult();
    }

    [Fact]
    public async Task A_client_that_sends_its_headers_drop_by_drop_is_cut_off()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Host.Address.Port, Cancelled);
        var stream = client.GetStream();
        await stream.WriteAsync("GET /api/v1/servers HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray(), Cancelled);

        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadToEndAsync(Cancelled).WaitAsync(TimeSpan.FromSeconds(20), Cancelled);

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_websocket_outlives_the_time_of_a_request()
    {
        var (socket, _) = await SocketClient.ConnectAsync(Host, "/ws/gns3/events");
        await using var connected = socket;
        var gate = new TaskCompletionSource();
        Model.Gate = gate.Task;
        await Host.SendAsync(HttpMethod.Post, $"{Project}/nodes/{FakeModel.Pc}/start", status: 504);
        gate.SetResult();

        var answer = await socket.AskAsync(new JsonObject { ["type"] = "ping" });

        Assert.Equal("heartbeat_ack", answer["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_field_of_the_wrong_type_or_name_is_told_at_once()
    {
        var problem = await Host.SendAsync(
            HttpMethod.Post, $"{Project}/links", """{"nodes":[{"node_id":"x","adapter_number":"one"},5],"filters":7,"filters":8,"colour":"red"}""", 400);

        Assert.Equal("validation_error", problem["code"]!.GetValue<string>());
        Assert.Equal(
            ["colour", "filters", "nodes[0].adapter_number", "nodes[0].node_id", "nodes[1]"],
            ((JsonObject)problem["details"]!).Select(detail => detail.Key).Order(StringComparer.Ordinal));
    }
}
