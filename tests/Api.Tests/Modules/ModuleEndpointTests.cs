using Nms.Api.Tests.Messaging;

namespace Nms.Api.Tests.Modules;

public sealed class ModuleEndpointTests : HubTest
{
    [Fact]
    public async Task A_registration_is_shown_and_found_by_capability()
    {
        await RegisterAsync("Scanner", ""","version":"1.2","capabilities":["scan","report"],"delivery":"poll","critical":true,"events":["node.*"]""");

        var module = await Host.GetAsync("/api/v1/modules/scanner");
        var found = await Host.GetAsync("/api/v1/modules?capability=scan");

        Assert.Equal(("scanner", "1.2", "poll"), (Text(module, "name"), Text(module, "version"), Text(module, "delivery")));
        Assert.True(module["healthy"]!.GetValue<bool>());
        Assert.Equal(["scanner"], Names(found["modules"]!));
        Assert.Equal(8, (await Host.GetAsync("/api/v1/modules"))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Registering_again_tells_what_changed()
    {
        await RegisterAsync("scanner", ""","version":"1","capabilities":["scan"]""");

        var same = await PostAsync("/api/v1/modules", """{"module_name":"scanner","version":"1","capabilities":["scan"]}""");
        var other = await PostAsync("/api/v1/modules", """{"module_name":"scanner","version":"2","capabilities":["scan","map"]}""");

        Assert.Empty(same["changed"]!.AsArray());
        Assert.Equal(["version", "capabilities"], other["changed"]!.AsArray().Select(word => word!.GetValue<string>()));
        Assert.Equal(["module.registered", "module.updated"], Cluster.EventTypes);
    }

    [Fact]
    public async Task A_new_module_is_welcomed_with_the_modules_and_workflows_there_are()
    {
        await RegisterAsync("scanner");

        var welcome = Assert.Single((await Host.GetAsync("/api/v1/modules/scanner/inbox"))["messages"]!.AsArray())!;

        Assert.Equal(("service_discovery", "welcome"), (Text(welcome, "message_type"), Text(welcome["data"]!, "action")));
        Assert.Contains("monitoring", welcome["data"]!["registered_modules"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(4, welcome["data"]!["available_workflows"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_malformed_registration_names_every_field()
    {
        var problem = await PostAsync(
            "/api/v1/modules",
            """{"module_name":"broadcast","capabilities":["ok",""],"version":"\u0007","health_url":"ftp://x","events":["no.such"]}""",
            400);

        Assert.Equal(
            ["capabilities[1]", "events", "health_url", "module_name", "version"],
            problem["details"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            "health_url", Assert.Single((await PostAsync("/api/v1/modules", """{"module_name":"a","health_url":"http://169.254.169.254/"}""", 400))["details"]!.AsObject()).Key);
    }

    [Fact]
    public async Task An_unregistered_module_is_gone_and_its_messages_are_dead_letters()
    {
        await RegisterAsync("scanner");
        var id = await SendAsync("scanner");

        await Host.SendAsync(HttpMethod.Delete, "/api/v1/modules/scanner", status: 204);

        await Host.GetAsync("/api/v1/modules/scanner", 404);
        await Host.GetAsync("/api/v1/modules/scanner/inbox", 404);
        Assert.Equal("failed", Text(await Host.GetAsync($"/api/v1/messages/{id}"), "status"));
        Assert.Equal("module_built_in", Text(await Host.SendAsync(HttpMethod.Delete, "/api/v1/modules/monitoring", status: 409), "code"));
    }

    [Fact]
    public async Task A_heartbeat_is_heard()
    {
        await RegisterAsync("scanner");

        Assert.True((await PostAsync("/api/v1/modules/scanner/heartbeat", "{}"))["healthy"]!.GetValue<bool>());
        await PostAsync("/api/v1/modules/nobody/heartbeat", "{}", 404);
    }

    [Fact]
    public async Task A_module_whose_messages_are_pushed_says_where_to_and_its_secret_is_never_shown()
    {
        var problem = await Host.SendAsync(HttpMethod.Post, "/api/v1/modules", """{"module_name":"pushed","delivery":"webhook"}""", 400);
        Assert.Equal(["webhook_url"], problem["details"]!.AsObject().Select(member => member.Key));
        problem = await Host.SendAsync(HttpMethod.Post, "/api/v1/modules", """{"module_name":"pushed","delivery":"webhook","webhook_url":"http://192.0.2.7/in","webhook_secret":"short"}""", 400);
        Assert.Equal(["webhook_secret"], problem["details"]!.AsObject().Select(member => member.Key));
        problem = await Host.SendAsync(HttpMethod.Post, "/api/v1/modules", """{"module_name":"pushed","delivery":"webhook","webhook_url":"http://192.0.2.7/in"}""", 400);
        Assert.Equal(["webhook_secret"], problem["details"]!.AsObject().Select(member => member.Key));

        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";
        var answer = await Host.SendAsync(
            HttpMethod.Post, "/api/v1/modules", $$"""{"module_name":"pushed","delivery":"webhook","webhook_url":"http://192.0.2.7/in","webhook_secret":"{{secret}}"}""", 201);
        var again = await Host.SendAsync(HttpMethod.Post, "/api/v1/modules", """{"module_name":"pushed","delivery":"webhook","webhook_url":"http://192.0.2.7/in"}""");

        Assert.Equal(("webhook", "http://192.0.2.7/in"), (Text(answer["module"]!, "delivery"), Text(answer["module"]!, "webhook_url")));
        Assert.Empty(again["changed"]!.AsArray());
        Assert.DoesNotContain("whsec", answer.ToJsonString(), StringComparison.Ordinal);
    }
}
