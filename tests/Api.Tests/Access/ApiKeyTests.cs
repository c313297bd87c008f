using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Access;

public sealed class ApiKeyTests : AccessTest
{
    private const string Secret = "violet-Harbour-88";

    [Theory]
    [InlineData("ApiKey")]
    [InlineData("Bearer")]
    [InlineData("X-Api-Key")]
    [InlineData("Basic")]
    public async Task A_key_signs_a_program_in(string way)
    {
        var key = Text(await CreateAsync(new { name = "exporter", permissions = new[] { Permissions.ProjectRead } }), "key");
        using var request = new HttpRequestMessage(HttpMethod.Get, Me);
        if (way == "X-Api-Key")
        {
            request.Headers.Add(way, key);
        }
        else
        {
            request.Headers.Authorization = way == "Basic" ? Basic("whoever", key) : new AuthenticationHeaderValue(way, key);
        }

        using var response = await Host.Anonymous.SendAsync(request, Cancelled);
        var me = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("exporter", Text(me, "name"));
        Assert.Equal("api_key", Text(me, "kind"));
        Assert.Equal([Permissions.ProjectRead], me["grants"]![0]!["permissions"]!.AsArray().Select(permission => permission!.GetValue<string>()));
    }

    [Fact]
    public async Task A_key_is_shown_once()
    {
        var created = await CreateAsync(new { name = "exporter", permissions = new[] { Permissions.ProjectRead } });
        var secret = Text(created, "key")[^Secrets.Length..];

        var list = await CallAsync(HttpMethod.Get, "/api/v1/api-keys", null, Administrator);
        var one = await CallAsync(HttpMethod.Get, $"/api/v1/api-keys/{Text(created["details"]!, "key_id")}", null, Administrator);

        Assert.Equal("exporter", Text(one, "name"));
        Assert.DoesNotContain(secret, list.ToJsonString() + one.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hash", list.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_key_of_a_module_is_that_module()
    {
        var key = Text(await CreateAsync(new { name = "k", module = "monitoring", permissions = new[] { Permissions.ModuleConnect } }), "key");

        var me = await CallAsync(HttpMethod.Get, Me, null, new AuthenticationHeaderValue("ApiKey", key));

        Assert.Equal("monitoring", Text(me, "name"));
        Assert.Equal("module", Text(me, "kind"));
    }

    [Fact]
    public async Task A_key_never_may_more_than_its_owner_does_now()
    {
        var id = await AddUserAsync("olga", Secret, new { role = "operator", projects = new[] { FakeModel.Campus } });
        var key = await KeyOfAsync(Basic("olga", Secret), new { name = "k", permissions = new[] { Permissions.NodeStart, Permissions.ProjectRead } });

        var before = await CallAsync(HttpMethod.Get, Me, null, key);
        await CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { roles = new[] { new { role = "viewer" } } }, Administrator);
        var after = await CallAsync(HttpMethod.Get, Me, null, key);

        Assert.Equal([FakeModel.Campus], before["grants"]![0]!["projects"]!.AsArray().Select(project => project!.GetValue<Guid>()));
        Assert.Equal([Permissions.ProjectRead], after["grants"]![0]!["permissions"]!.AsArray().Select(permission => permission!.GetValue<string>()));
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("expired")]
    [InlineData("owner disabled")]
    [InlineData("owner deleted")]
    public async Task A_key_that_is_over_is_refused(string why)
    {
        var id = await AddUserAsync("olga", Secret, new { role = "viewer" });
        var created = await CallAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "k", permissions = new[] { Permissions.ProjectRead } }, Basic("olga", Secret), 201);
        var key = new AuthenticationHeaderValue("ApiKey", Text(created, "key"));
        await CallAsync(HttpMethod.Get, Me, null, key);

        switch (why)
        {
            case "revoked":
                await CallAsync(HttpMethod.Delete, $"/api/v1/api-keys/{Text(created["details"]!, "key_id")}", null, Basic("olga", Secret), 204);
                break;
            case "expired":
                Host.Time.Advance(TimeSpan.FromDays(90));
                break;
            case "owner disabled":
                await CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { enabled = false }, Administrator);
                break;
            default:
                await CallAsync(HttpMethod.Delete, $"/api/v1/users/{id}", null, Administrator, 204);
                break;
        }

        Assert.Equal("api_key_refused", Text(await CallAsync(HttpMethod.Get, Me, null, key, 401), "code"));
    }

    [Fact]
    public async Task A_key_that_is_made_up_is_refused()
    {
        var good = Text(await CreateAsync(new { name = "k", permissions = new[] { Permissions.ProjectRead } }), "key");
        string[] bad =
        [
            "", "nms_", good[..^1], good + "A", good.Replace("nms_", "nmx_", StringComparison.Ordinal),
            good[..^Secrets.Length] + Secrets.New(),
            new ApiKeyText(Guid.CreateVersion7(Host.Time.GetUtcNow()), good[^Secrets.Length..]).Reveal(),
        ];

        foreach (var key in bad)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Me);
            request.Headers.TryAddWithoutValidation("X-Api-Key", key);
            using var response = await Host.Anonymous.SendAsync(request, Cancelled);
            Assert.Equal(401, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task A_key_makes_no_keys_and_changes_no_password()
    {
        var key = await KeyOfAsync(Administrator, new { name = "k", permissions = new[] { Permissions.KeyManage, Permissions.ProjectRead } });

        var made = await CallAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "k2", permissions = new[] { Permissions.ProjectRead } }, key, 403);
        var changed = await CallAsync(HttpMethod.Post, "/api/v1/auth/password", new { current_password = FakeAccess.Password, new_password = Secret }, key, 403);

        Assert.Equal("users_only", Text(made, "code"));
        Assert.Equal("users_only", Text(changed, "code"));
    }

    [Fact]
    public async Task A_key_of_somebody_else_does_not_exist()
    {
        await AddUserAsync("olga", Secret, new { role = "viewer" });
        var created = await CreateAsync(new { name = "k", permissions = new[] { Permissions.ProjectRead } });
        var path = $"/api/v1/api-keys/{Text(created["details"]!, "key_id")}";

        var list = await CallAsync(HttpMethod.Get, "/api/v1/api-keys", null, Basic("olga", Secret));

        Assert.Empty(list["api_keys"]!.AsArray());
        Assert.Equal(0, list["total"]!.GetValue<int>());
        await CallAsync(HttpMethod.Get, path, null, Basic("olga", Secret), 404);
        await CallAsync(HttpMethod.Delete, path, null, Basic("olga", Secret), 404);
    }

    [Fact]
    public async Task An_administrator_makes_a_key_for_a_user_who_has_no_password()
    {
        var user = await CallAsync(HttpMethod.Post, "/api/v1/users", new { name = "robot", roles = new[] { new { role = "viewer" } } }, Administrator, 201);

        var key = await KeyOfAsync(Administrator, new { name = "k", owner = Text(user, "user_id"), permissions = new[] { Permissions.ProjectRead, Permissions.NodeStart } });
        var me = await CallAsync(HttpMethod.Get, Me, null, key);

        Assert.Equal([Permissions.ProjectRead], me["grants"]![0]!["permissions"]!.AsArray().Select(permission => permission!.GetValue<string>()));
        Assert.Equal("credentials_refused", Text(await SignInAsync("robot", "whatever-it-is-9", 401), "code"));
    }

    [Fact]
    public async Task The_last_use_is_told()
    {
        var created = await CreateAsync(new { name = "k", permissions = new[] { Permissions.KeyManage } });
        var path = $"/api/v1/api-keys/{Text(created["details"]!, "key_id")}";
        var unused = await CallAsync(HttpMethod.Get, path, null, Administrator);

        await CallAsync(HttpMethod.Get, Me, null, new AuthenticationHeaderValue("ApiKey", Text(created, "key")));
        var used = await CallAsync(HttpMethod.Get, path, null, Administrator);

        Assert.Null(unused["last_used_at"]);
        Assert.Equal(Host.Time.GetUtcNow(), used["last_used_at"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Everything_wrong_with_a_key_is_told_at_once()
    {
        var answer = await CallAsync(
            HttpMethod.Post,
            "/api/v1/api-keys",
            new { module = "a b", permissions = Array.Empty<string>(), projects = Array.Empty<Guid>(), expires_at = Host.Time.GetUtcNow().AddDays(1000) },
            Administrator,
            400);

        Assert.Equal(["expires_at", "module", "name", "permissions", "projects"], answer["details"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
    }

    private Task<JsonNode> CreateAsync(object body) => CallAsync(HttpMethod.Post, "/api/v1/api-keys", body, Administrator, 201);

    private async Task<AuthenticationHeaderValue> KeyOfAsync(AuthenticationHeaderValue owner, object body) =>
        new("ApiKey", Text(await CallAsync(HttpMethod.Post, "/api/v1/api-keys", body, owner, 201), "key"));
}
