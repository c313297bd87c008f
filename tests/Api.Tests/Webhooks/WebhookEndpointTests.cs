using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Events;
using Nms.Api.Tests.Access;
using Nms.Api.Tests.Fakes;
using Nms.Contracts.Events;
using Nms.Events;
using Nms.Webhooks;

namespace Nms.Api.Tests.Webhooks;

public sealed class WebhookEndpointTests : ApiTest
{
    private const string Path = "/api/v1/webhooks";

    [Fact]
    public async Task A_webhook_shows_its_secret_once_and_its_filter_always()
    {
        using var response = await Host.RawAsync(
            HttpMethod.Post, Path, $$"""{"name":"hook","url":"https://hook.example/x","types":["node.*"],"priority":"high","project_id":["{{FakeModel.Campus}}"],"subscriptions":["node_status"],"ordered":true}""");
        var created = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.StartsWith("whsec_", created["secret"]!.GetValue<string>(), StringComparison.Ordinal);
        var address = response.Headers.Location!.ToString();
        var shown = await Host.GetAsync(address);
        Assert.Equal("high", shown["priority"]!.GetValue<string>());
        Assert.Equal("node.*", shown["types"]![0]!.GetValue<string>());
        Assert.Equal(FakeModel.Campus, shown["project_id"]![0]!.GetValue<Guid>());
        Assert.Equal("node_status", shown["subscriptions"]![0]!.GetValue<string>());
        Assert.True(shown["ordered"]!.GetValue<bool>());
        Assert.DoesNotContain("whsec_", shown.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", (await Host.GetAsync(Path)).ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1/", "url")]
    [InlineData("http://[::1]/", "url")]
    [InlineData("http://169.254.169.254/latest/meta-data", "url")]
    [InlineData("http://user:password@hook.example/", "url")]
    [InlineData("ftp://hook.example/", "url")]
    [InlineData("/relative", "url")]
    public async Task An_address_that_may_not_be_spoken_to_is_refused_when_it_is_given(string url, string field)
    {
        var refused = await Host.SendAsync(HttpMethod.Post, Path, new JsonObject { ["name"] = "hook", ["url"] = url }.ToJsonString(), 400);

        Assert.NotNull(refused["details"]![field]);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var refused = await Host.SendAsync(HttpMethod.Post, Path, """{"types":["no.such"],"subscriptions":["none"],"source":[""]}""", 400);

        Assert.Equal(["name", "subscriptions", "types", "url"], refused["details"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_change_leaves_what_it_does_not_name_and_is_recorded_without_secrets()
    {
        var id = await CreateAsync(Host.Http);

        var changed = await Host.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"priority":"critical"}""");

        Assert.Equal("critical", changed["priority"]!.GetValue<string>());
        Assert.Equal("node.*", changed["types"]![0]!.GetValue<string>());
        Assert.Equal("""{"priority":{"old":"low","new":"critical"}}""", Host.Audit.Last.ChangesJson);
        await Host.SendAsync(HttpMethod.Post, $"{Path}/{id}/secret");
        Assert.DoesNotContain("whsec_", Host.Audit.Last.ChangesJson, StringComparison.Ordinal);
        await Host.SendAsync(HttpMethod.Patch, $"{Path}/{id}", "{}", 400);
    }

    [Fact]
    public async Task Others_do_not_see_a_webhook_and_an_administrator_does()
    {
        var role = await Host.CreateRoleAsync("hooks", Permissions.WebhookManage, Permissions.EventRead);
        using var one = await Host.SignInAsync("one", new RoleBinding(role, null));
        using var other = await Host.SignInAsync("other", new RoleBinding(role, null));
        using var viewer = await Host.SignInAsync("viewer", new RoleBinding(BuiltInRoles.Viewer.Name, null));

        var id = await CreateAsync(one);

        foreach (var address in new[] { "", "/deliveries", "/dead-letters" })
        {
            Assert.Equal(HttpStatusCode.OK, (await one.GetAsync($"{Path}/{id}{address}", Cancelled)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"{Path}/{id}{address}", Cancelled)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await viewer.GetAsync($"{Path}/{id}{address}", Cancelled)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await other.DeleteAsync($"{Path}/{id}", Cancelled)).StatusCode);
        Assert.Equal(0, JsonNode.Parse(await other.GetStringAsync(Path, Cancelled))!["total"]!.GetValue<int>());
        Assert.Equal(1, (await Host.GetAsync(Path))["total"]!.GetValue<int>());
        await Host.GetAsync($"{Path}/{id}");
    }

    [Fact]
    public async Task An_empty_list_of_dead_letters_to_remove_is_not_all_of_them()
    {
        var id = await CreateAsync(Host.Http);

        await Host.SendAsync(HttpMethod.Delete, $"{Path}/{id}/dead-letters?event_id=", status: 400);
        await Host.SendAsync(HttpMethod.Delete, $"{Path}/{id}/dead-letters?event_id=nothing", status: 400);
        await Host.SendAsync(HttpMethod.Delete, $"{Path}/{id}/dead-letters", status: 204);
    }

    [Fact]
    public void The_body_of_a_delivery_holds_what_the_API_shows_of_an_event()
    {
        var e = new EventEnvelope
        {
            EventId = Guid.CreateVersion7(),
            Sequence = 7,
            Type = "node.started",
            ProjectId = FakeModel.Campus,
            NodeId = FakeModel.Pc,
            Priority = Nms.Events.EventPriority.High,
            OccurredAt = new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero),
            DataJson = """{"name":"Zürich <1> \"x\""}""",
            CorrelationId = "c",
        };

        var data = JsonNode.Parse(WebhookBody.Of(e))!["data"]!;

        Assert.Equal(JsonSerializer.Serialize(e.ToMessage(), ApiJson.Options), data.ToJsonString(ApiJson.Options));
        Assert.Equal(7, JsonSerializer.Deserialize<EventMessage>(data, ApiJson.Options)!.Sequence);
    }

    private static async Task<string> CreateAsync(HttpClient http)
    {
        using var body = new StringContent("""{"name":"hook","url":"https://hook.example/x","types":["node.*"]}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(Path, body, Cancelled);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!["webhook"]!["id"]!.GetValue<string>();
    }
}
