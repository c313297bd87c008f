using System.Net;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Tests.Access;

namespace Nms.Api.Tests.Messaging;

public sealed class MessageEndpointTests : HubTest
{
    [Fact]
    public async Task A_module_gets_its_messages_in_order_of_priority_and_acknowledges_them()
    {
        await RegisterAsync("collector");
        var low = await SendAsync("collector", ""","priority":"low","data":{"n":1}""");
        var critical = await SendAsync("Collector", ""","priority":"critical","message_type":"security_alert","sender":"tester","correlation_id":"c1" """);

        var messages = await ReceiveAsync("collector");

        Assert.Equal([critical, low], messages.Select(message => message!["message_id"]!.GetValue<Guid>()));
        Assert.Equal(
            ("tester", "collector", "security_alert", "critical", "processing", "c1"),
            (Text(messages[0]!, "sender"), Text(messages[0]!, "target"), Text(messages[0]!, "message_type"), Text(messages[0]!, "priority"), Text(messages[0]!, "status"), Text(messages[0]!, "correlation_id")));
        Assert.Equal(1, messages[1]!["data"]!["n"]!.GetValue<int>());

        var answer = await PostAsync("/api/v1/modules/collector/inbox/acknowledge", $$"""{"message_ids":["{{critical}}","{{low}}","{{Guid.NewGuid()}}"]}""");

        Assert.Equal((2, 1), (answer["acknowledged"]!.AsArray().Count, answer["unknown"]!.AsArray().Count));
        Assert.Equal("completed", Text(await Host.GetAsync($"/api/v1/messages/{low}"), "status"));
    }

    [Fact]
    public async Task A_long_poll_ends_when_a_message_comes()
    {
        await RegisterAsync("collector");
        await ReceiveAsync("collector");
        var waiting = ReceiveAsync("collector", wait: 30);

        await SendAsync("collector");

        Assert.Single(await waiting.WaitAsync(TimeSpan.FromSeconds(10), Cancelled));
    }

    [Fact]
    public async Task A_message_to_nobody_is_answered_404_and_a_malformed_one_400_with_every_field()
    {
        Assert.Equal("module_not_found", Text(await PostAsync("/api/v1/messages", """{"target":"nobody"}""", 404), "code"));
        var problem = await PostAsync(
            "/api/v1/messages", """{"target":"a b","data":[1],"timeout_seconds":-1,"sender":" ","reply_to":"?","message_id":"00000000-0000-0000-0000-000000000000"}""", 400);

        Assert.Equal(
            ["data", "message_id", "reply_to", "sender", "target", "timeout_seconds"], problem["details"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        await PostAsync("/api/v1/messages", """{"target":"monitoring","message_type":"gossip"}""", 400);
        await PostAsync("/api/v1/messages", """{"target":"monitoring","priority":"urgent"}""", 400);
        await PostAsync("/api/v1/messages", """{"target":"monitoring","data":{"x":"?"}}""".Replace("?", new string('x', 300_000), StringComparison.Ordinal), 400);
    }

    [Fact]
    public async Task Of_several_messages_each_is_accepted_or_refused_for_itself()
    {
        await RegisterAsync("collector");
        await ReceiveAsync("collector");
        var (mine, taken) = (Guid.NewGuid(), await SendAsync("monitoring", ""","message_id":"0d8fe4a5-7a6d-4d63-a65d-3a7d2a1c9a11" """));

        var answer = await PostAsync(
            "/api/v1/messages/batch",
            $$"""{"messages":[{"target":"collector","data":{"n":1} },{"target":"nobody"},{"target":"collector","message_id":"{{taken}}"},{"target":"collector","message_id":"{{mine}}"},{"target":"collector","sender":"communication_hub"}]}""", 202);

        Assert.Equal((2, 3), (answer["accepted"]!.GetValue<int>(), answer["refused"]!.GetValue<int>()));
        Assert.Equal([null, "module_not_found", "message_id_taken", null, "sender_reserved"], answer["results"]!.AsArray().Select(result => result!["code"]?.GetValue<string>()));
        Assert.Equal(
            [answer["results"]![0]!["message_id"]!.GetValue<Guid>(), mine], (await ReceiveAsync("collector")).Select(message => message!["message_id"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task What_is_wrong_with_one_of_several_messages_is_told_with_its_place_and_none_is_sent()
    {
        await RegisterAsync("collector");
        await ReceiveAsync("collector");

        var problem = await PostAsync("/api/v1/messages/batch", """{"messages":[{"target":"collector"},{"target":"a b","priority":"urgent"},7]}""", 400);

        Assert.Equal(["messages[1].priority", "messages[1].target", "messages[2]", "messages[2].target"], problem["details"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Empty(await ReceiveAsync("collector"));
    }

    [Fact]
    public async Task The_list_of_messages_says_the_same_of_a_message_as_reading_it()
    {
        await RegisterAsync("collector");
        await ReceiveAsync("collector");
        var id = await SendAsync("collector");
        await ReceiveAsync("collector");

        var listed = (await Host.GetAsync("/api/v1/messages?module=collector&status=processing"))["messages"]!.AsArray().Single()!;

        Assert.Equal((id, "processing"), (listed["message_id"]!.GetValue<Guid>(), Text(await Host.GetAsync($"/api/v1/messages/{id}"), "status")));
        Assert.Empty((await Host.GetAsync("/api/v1/messages?module=collector&status=pending"))["messages"]!.AsArray());
    }

    [Fact]
    public async Task The_same_message_id_is_sent_once()
    {
        await RegisterAsync("collector");
        var id = Guid.NewGuid();

        await SendAsync("collector", $$""","message_id":"{{id}}" """);
        var second = await PostAsync("/api/v1/messages", $$"""{"target":"collector","message_id":"{{id}}"}""", 202);

        Assert.True(second["duplicate"]!.GetValue<bool>());
        Assert.Single(await ReceiveAsync("collector"));
    }

    [Fact]
    public async Task A_request_is_answered_by_the_module_or_times_out()
    {
        await RegisterAsync("oracle");
        await ReceiveAsync("oracle");
        var asking = PostAsync("/api/v1/messages/requests", """{"target":"oracle","data":{"q":"?"},"timeout_seconds":20}""");
        var message = Assert.Single(await ReceiveAsync("oracle", wait: 20));
        await PostAsync("/api/v1/modules/oracle/inbox/acknowledge", $$$"""{"responses":{"{{{message!["message_id"]}}}":{"answer":42} } }""");

        Assert.Equal(42, (await asking)["response_data"]!["answer"]!.GetValue<int>());
        Assert.Equal("module_timeout", Text(await PostAsync("/api/v1/messages/requests", """{"target":"oracle","timeout_seconds":0.1}""", 504), "code"));
    }

    [Fact]
    public async Task Built_in_modules_answer_what_they_can_and_say_what_they_cannot()
    {
        var health = await PostAsync("/api/v1/messages/requests", """{"target":"monitoring","message_type":"health_check"}""");
        var discovery = await PostAsync("/api/v1/messages/requests", """{"target":"reporting","message_type":"service_discovery"}""");
        var other = await PostAsync("/api/v1/messages/requests", """{"target":"qos_management","message_type":"qos_policy_update"}""");

        Assert.Equal(("monitoring", "healthy"), (Text(health["response_data"]!, "module"), Text(health["response_data"]!, "status")));
        Assert.Contains("gns3_integration", discovery["response_data"]!["registered_modules"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.False(other["response_data"]!["handled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_broadcast_reaches_every_module_but_the_sender_and_with_a_capability_those_that_have_it()
    {
        await RegisterAsync("one", ""","capabilities":["scan"]""");
        await RegisterAsync("two", ""","capabilities":["scan","report"]""");

        var all = await PostAsync("/api/v1/messages/broadcast", """{"sender":"one","message_type":"topology_update"}""", 202);
        var some = await PostAsync("/api/v1/messages/broadcast", """{"capability":"report"}""", 202);

        Assert.Equal((8, 1), (all["target_count"]!.GetValue<int>(), some["target_count"]!.GetValue<int>()));
        Assert.Empty(await ReceiveAsync("one"));
        Assert.Equal(2, (await ReceiveAsync("two")).Count);
    }

    [Fact]
    public async Task What_a_module_rejects_is_tried_again_and_ends_as_a_dead_letter_that_can_be_replayed_and_purged()
    {
        await RegisterAsync("fragile");
        await ReceiveAsync("fragile");
        var id = await SendAsync("fragile");
        await ReceiveAsync("fragile");
        await RejectAsync("fragile", id);

        var dead = Assert.Single((await Host.GetAsync("/api/v1/modules/fragile/dead-letters"))["messages"]!.AsArray())!;
        Assert.Equal(("failed", "no disk"), (Text(dead, "status"), Text(dead, "error_message")));
        Assert.Equal(1, (await PostAsync("/api/v1/modules/fragile/dead-letters/replay", "{}"))["count"]!.GetValue<int>());
        Assert.Single(await ReceiveAsync("fragile"));
        await RejectAsync("fragile", id);
        Assert.Equal(1, (await PostAsync("/api/v1/modules/fragile/dead-letters/purge", $$"""{"message_ids":["{{id}}"]}"""))["count"]!.GetValue<int>());
        await Host.GetAsync($"/api/v1/messages/{id}", 404);
    }

    [Fact]
    public async Task A_module_is_nobody_elses()
    {
        await RegisterAsync("mine");
        var id = await SendAsync("mine");
        var other = await Host.SignInAsync("other", new RoleBinding("module", Projects: null));
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Get, "/api/v1/modules/mine/inbox", null),
            (HttpMethod.Post, "/api/v1/modules/mine/inbox/acknowledge", $$"""{"message_ids":["{{id}}"]}"""),
            (HttpMethod.Get, "/api/v1/modules/mine/dead-letters", null),
            (HttpMethod.Post, "/api/v1/modules/mine/dead-letters/replay", "{}"),
            (HttpMethod.Post, "/api/v1/modules/mine/dead-letters/purge", "{}"),
            (HttpMethod.Post, "/api/v1/modules/mine/heartbeat", "{}"),
            (HttpMethod.Delete, "/api/v1/modules/mine", null),
            (HttpMethod.Post, "/api/v1/modules", """{"module_name":"mine"}"""),
            (HttpMethod.Post, "/api/v1/messages", """{"target":"monitoring","sender":"mine"}"""),
            (HttpMethod.Post, "/api/v1/modules", """{"module_name":"monitoring"}"""),
            (HttpMethod.Delete, "/api/v1/modules/monitoring", null),
        })
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
            using var response = await other.SendAsync(request, Cancelled);
            var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;

            Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{method} {path} answered {response.StatusCode}: {problem}");
            Assert.Equal("module_not_yours", Text(problem, "code"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/v1/messages/{id}", Cancelled)).StatusCode);
        Assert.Empty(JsonNode.Parse(await other.GetStringAsync("/api/v1/messages", Cancelled))!["messages"]!.AsArray());
        Assert.Single(await ReceiveAsync("mine"));
    }

    [Fact]
    public async Task A_module_of_a_key_or_user_that_owns_it_does_everything_itself()
    {
        var own = await Host.SignInAsync("own", new RoleBinding("module", Projects: null));
        using var registered = await own.PostAsync("/api/v1/modules", Json("""{"module_name":"own"}"""), Cancelled);
        var id = await SendAsync("own");

        var messages = JsonNode.Parse(await own.GetStringAsync("/api/v1/modules/own/inbox", Cancelled))!["messages"]!.AsArray();
        using var acknowledged = await own.PostAsync("/api/v1/modules/own/inbox/acknowledge", Json($$"""{"message_ids":["{{id}}"]}"""), Cancelled);
        var history = JsonNode.Parse(await own.GetStringAsync("/api/v1/messages?module=own&status=completed", Cancelled))!["messages"]!.AsArray();
        using var gone = await own.DeleteAsync("/api/v1/modules/own", Cancelled);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.NoContent), (registered.StatusCode, acknowledged.StatusCode, gone.StatusCode));
        Assert.Contains(id, messages.Select(message => message!["message_id"]!.GetValue<Guid>()));
        Assert.Equal(id, Assert.Single(history)!["message_id"]!.GetValue<Guid>());
        await PostAsync("/api/v1/messages", """{"target":"own"}""", 404);
    }

    [Fact]
    public async Task The_hub_stops_starts_and_counts()
    {
        await RegisterAsync("collector");
        await ReceiveAsync("collector");
        await SendAsync("collector");
        var running = await Host.GetAsync("/api/v1/hub");

        var stopped = await PostAsync("/api/v1/hub/stop", "{}");
        Assert.Equal("hub_stopped", Text(await PostAsync("/api/v1/messages", """{"target":"collector"}""", 503), "code"));
        Assert.Single(await ReceiveAsync("collector"));
        var started = await PostAsync("/api/v1/hub/start", "{}");

        Assert.Equal(("running", "stopped", "running"), (Text(running, "hub_status"), Text(stopped, "hub_status"), Text(started, "hub_status")));
        Assert.True(running["statistics"]!["total_messages"]!.GetValue<long>() >= 2);
        Assert.True(running["module_health"]!["collector"]!.GetValue<bool>());
        Assert.Equal("hub_already_running", Text(await PostAsync("/api/v1/hub/start", "{}", 409), "code"));
    }

    private Task<JsonNode> RejectAsync(string module, Guid id) => PostAsync(
        $"/api/v1/modules/{module}/inbox/acknowledge", $$"""{"rejected":[{"message_id":"{{id}}","error":"no disk","retry":false}]}""");

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
}
