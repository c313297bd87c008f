using System.Net;
using System.Text.Json.Nodes;
using Nms.Api.Tests.Messaging;

namespace Nms.Api.Tests.Compatibility;

/// <summary>The hub as clients of the former one use it: under every prefix, with the fields they read.</summary>
public sealed class HubCallsTests : HubTest
{
    private const string Hub = "/api/common/api/v1/hub/";
    private const string Integration = "/api/common/api/v1/integration/";

    [Fact]
    public async Task Registering_and_the_status_have_the_published_fields()
    {
        var registered = await PostAsync($"{Hub}modules/register/", """{"module_name":"collector","capabilities":["scan"]}""");
        var status = await Host.GetAsync("/api/common/integration/hub/status/");

        Assert.Equal(["scan"], registered["capabilities"]!.AsArray().Select(word => word!.GetValue<string>()));
        Assert.Equal("running", Text(status, "hub_status"));
        Assert.Contains("collector", status["registered_modules"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(["completed", "failed", "pending", "processing"], Members(status["queue_sizes"]!));
        Assert.Equal(
            ["average_processing_time", "failed_messages", "peak_queue_size", "successful_messages", "total_messages"], Members(status["statistics"]!));
        Assert.Equal(4, status["available_workflows"]!.AsArray().Count);
        Assert.True(status["module_health"]!["collector"]!.GetValue<bool>());
        await PostAsync($"{Hub}modules/register/", "{}", 400);
    }

    [Fact]
    public async Task Sending_to_a_module_to_all_and_by_capability_has_the_published_fields()
    {
        await RegisterAsync("one", ""","capabilities":["scan"]""");
        await RegisterAsync("two");

        var sent = await PostAsync($"{Hub}messages/send/", """{"sender":"one","message_type":"security_alert","data":{"n":1},"target":"two","priority":"high","timeout_seconds":60}""");
        var all = await PostAsync($"{Hub}messages/send/", """{"sender":"one","message_type":"notification","data":{}}""");
        var some = await PostAsync($"{Hub}messages/broadcast/", """{"sender":"two","message_type":"network_event","data":{},"capability_filter":"scan"}""");

        Assert.Equal(("queued", "high", "two"), (Text(sent, "status"), Text(sent, "priority"), Text(sent, "target")));
        Assert.Equal(("broadcast", 8), (Text(all, "target"), all["message_ids"]!.AsArray().Count));
        Assert.Equal((1, "scan"), (some["target_count"]!.GetValue<int>(), Text(some, "capability_filter")));
        Assert.Equal("security_alert", Text(await Host.GetAsync($"{Hub}messages/{Text(sent, "message_id")}/"), "message_type"));
        Assert.Equal(2, (await ReceiveAsync("two")).Count);
        foreach (var wrong in new[] { """{"message_type":"notification"}""", """{"sender":"one"}""", """{"sender":"one","message_type":"gossip"}""", """{"sender":"one","message_type":"notification","data":"text"}""", """{"sender":"one","message_type":"notification","priority":"urgent"}""" })
        {
            await PostAsync($"{Hub}messages/send/", wrong, 400);
        }

        await PostAsync($"{Hub}messages/send/", """{"sender":"one","message_type":"notification","target":"nobody"}""", 404);
    }

    [Fact]
    public async Task The_message_of_the_testing_framework_is_taken_and_in_the_history()
    {
        var sent = await PostAsync(
            $"{Integration}messages/send/",
            """{"message_type":"security_alert","target":"gns3_integration","data":{"message":{"action":"start_project","project_id":"p","session_id":"s","requester":"t"},"sender":"testing"}}""");
        var history = await Host.GetAsync($"{Integration}messages/history/?module=gns3_integration&message_type=security_alert&limit=5");

        Assert.Equal(("security_alert", "gns3_integration"), (Text(sent, "message_type"), Text(sent, "target")));
        var message = Assert.Single(history["messages"]!.AsArray())!;
        Assert.Equal(("security_alert", "gns3_integration", "admin"), (Text(message, "type"), Text(message, "target"), Text(message["data"]!, "api_sender")));
        Assert.Equal(1, history["total_count"]!.GetValue<int>());
        Assert.Equal(5, history["filters_applied"]!["limit"]!.GetValue<int>());
        Assert.Equal("all_modules", Text(await PostAsync($"{Integration}messages/send/", """{"message_type":"notification","data":{}}"""), "target"));
        await Host.GetAsync($"{Integration}messages/history/?message_type=gossip", 400);
        await Host.GetAsync($"{Integration}messages/history/?limit=0", 400);
    }

    [Fact]
    public async Task Modules_are_listed_with_their_health()
    {
        var modules = await Host.GetAsync($"{Integration}modules/");

        Assert.Equal(7, modules["modules"]!.AsArray().Count);
        Assert.Equal("ok", Text(modules["health_status"]!["monitoring"]!, "status"));
        Assert.NotNull(modules["message_history_size"]);
        Assert.Equal("ok", Text((await Host.GetAsync($"{Integration}health/"))["modules"]!["monitoring"]!, "status"));
    }

    [Fact]
    public async Task A_module_lives_on_the_published_paths_alone()
    {
        await PostAsync($"{Hub}modules/register/", """{"module_name":"collector"}""");
        await ReceiveAsync("collector");
        var id = Text(await PostAsync($"{Hub}messages/send/", """{"sender":"x","message_type":"notification","data":{},"target":"collector"}"""), "message_id");

        await PostAsync($"{Hub}modules/collector/heartbeat/", "{}");
        var received = Assert.Single((await Host.GetAsync($"{Hub}modules/collector/inbox/"))["messages"]!.AsArray())!;
        await PostAsync($"{Hub}modules/collector/inbox/acknowledge/", $$"""{"message_ids":["{{id}}"]}""");
        using var gone = await Host.RawAsync(HttpMethod.Delete, $"{Hub}modules/collector/");

        Assert.Equal(id, Text(received, "message_id"));
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await Host.GetAsync($"{Hub}modules/collector/dead-letters/", 404);
    }

    [Fact]
    public async Task Starting_a_hub_that_runs_is_a_bad_request_and_stopping_twice_is_none()
    {
        Assert.Contains("running", Text(await PostAsync($"{Hub}start/", "{}", 400), "message"), StringComparison.Ordinal);
        await PostAsync($"{Hub}stop/", "{}");
        await PostAsync($"{Hub}stop/", "{}");
        Assert.Equal("stopped", Text(await Host.GetAsync($"{Hub}status/"), "hub_status"));
        await PostAsync($"{Hub}start/", "{}");
    }

    private static IEnumerable<string> Members(JsonNode node) => node.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal);
}
