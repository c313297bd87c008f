using Nms.Access;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Access;

public sealed class UserEndpointTests : AccessTest
{
    private const string Secret = "violet-Harbour-88";

    [Fact]
    public async Task A_user_is_created_found_changed_and_deleted()
    {
        var id = await AddUserAsync("olga", Secret, new { role = "operator", projects = new[] { FakeModel.Campus } });

        var page = await CallAsync(HttpMethod.Get, "/api/v1/users?name=OLG&role=operator", null, Administrator);
        var changed = await CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { display_name = "Olga B.", roles = new[] { new { role = "viewer" } } }, Administrator);
        await CallAsync(HttpMethod.Delete, $"/api/v1/users/{id}", null, Administrator, 204);

        Assert.Equal(["olga"], Names(page["users"]!));
        Assert.Equal("Olga B.", Text(changed, "display_name"));
        Assert.Equal("viewer", Text(changed["roles"]![0]!, "role"));
        Assert.Equal("user_not_found", Text(await CallAsync(HttpMethod.Get, $"/api/v1/users/{id}", null, Administrator, 404), "code"));
    }

    [Fact]
    public async Task What_a_user_may_do_is_shown_to_him_with_its_projects()
    {
        await AddUserAsync("olga", Secret, new { role = "operator", projects = new[] { FakeModel.Campus } });

        var grant = (await CallAsync(HttpMethod.Get, Me, null, Basic("olga", Secret)))["grants"]![0]!;

        Assert.Equal([FakeModel.Campus], grant["projects"]!.AsArray().Select(project => project!.GetValue<Guid>()));
        Assert.Contains(Permissions.NodeStart, grant["permissions"]!.AsArray().Select(permission => permission!.GetValue<string>()));
        Assert.DoesNotContain(Permissions.UserManage, grant["permissions"]!.AsArray().Select(permission => permission!.GetValue<string>()));
    }

    [Fact]
    public async Task No_answer_ever_holds_a_password_or_its_hash()
    {
        await AddUserAsync("olga", Secret, new { role = "viewer" });

        var text = (await CallAsync(HttpMethod.Get, "/api/v1/users", null, Administrator)).ToJsonString();

        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Everything_wrong_with_a_user_is_told_at_once()
    {
        var answer = await CallAsync(
            HttpMethod.Post,
            "/api/v1/users",
            new { name = "ol ga", display_name = "\u0007", password = "short", roles = new object[] { new { role = "No Such" }, new { role = "viewer", projects = Array.Empty<Guid>() } } },
            Administrator,
            400);

        Assert.Equal(
            ["display_name", "name", "password", "roles[0].role", "roles[1].projects"],
            answer["details"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_is_taken_whatever_its_case()
    {
        await AddUserAsync("olga", Secret);

        var answer = await CallAsync(HttpMethod.Post, "/api/v1/users", new { name = "OLGA" }, Administrator, 409);

        Assert.Equal("user_exists", Text(answer, "code"));
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        var me = await CallAsync(HttpMethod.Get, Me, null, Administrator);
        var path = $"/api/v1/users/{Text(me, "id")["user:".Length..]}";

        Assert.Equal("last_administrator", Text(await CallAsync(HttpMethod.Delete, path, null, Administrator, 409), "code"));
        Assert.Equal("last_administrator", Text(await CallAsync(HttpMethod.Patch, path, new { enabled = false }, Administrator, 409), "code"));
        Assert.Equal("last_administrator", Text(await CallAsync(HttpMethod.Patch, path, new { roles = Array.Empty<object>() }, Administrator, 409), "code"));
        await CallAsync(HttpMethod.Get, Me, null, Administrator);
    }

    [Fact]
    public async Task Who_manages_users_neither_grants_more_than_he_has_nor_touches_those_who_may_more()
    {
        await CallAsync(
            HttpMethod.Post, "/api/v1/roles", new { name = "personnel", permissions = new[] { Permissions.UserManage, Permissions.ProjectRead } }, Administrator, 201);
        await AddUserAsync("petra", Secret, new { role = "personnel" });
        var petra = Basic("petra", Secret);
        var admin = Text(await CallAsync(HttpMethod.Get, Me, null, Administrator), "id")["user:".Length..];

        await CallAsync(HttpMethod.Post, "/api/v1/users", new { name = "one", roles = new[] { new { role = "administrator" } } }, petra, 403);
        await CallAsync(HttpMethod.Post, "/api/v1/users", new { name = "two", roles = new[] { new { role = "operator" } } }, petra, 403);
        await CallAsync(HttpMethod.Post, "/api/v1/roles", new { name = "strong", permissions = new[] { Permissions.PlatformManage } }, petra, 403);
        await CallAsync(HttpMethod.Put, $"/api/v1/users/{admin}/password", new { password = "another-Harbour-99" }, petra, 403);
        var refused = await CallAsync(HttpMethod.Delete, $"/api/v1/users/{admin}", null, petra, 403);

        Assert.Equal("exceeds_own_permissions", Text(refused, "code"));
        await CallAsync(HttpMethod.Post, "/api/v1/users", new { name = "three", roles = new[] { new { role = "personnel" } } }, petra, 201);
    }

    [Fact]
    public async Task Roles_that_come_with_the_program_do_not_change_and_a_role_in_use_stays()
    {
        await CallAsync(HttpMethod.Post, "/api/v1/roles", new { name = "watcher", permissions = new[] { Permissions.ProjectRead } }, Administrator, 201);
        await AddUserAsync("olga", Secret, new { role = "watcher" });

        Assert.Equal("role_built_in", Text(await CallAsync(HttpMethod.Delete, "/api/v1/roles/viewer", null, Administrator, 409), "code"));
        Assert.Equal("role_in_use", Text(await CallAsync(HttpMethod.Delete, "/api/v1/roles/watcher", null, Administrator, 409), "code"));
        Assert.Equal("role_exists", Text(await CallAsync(HttpMethod.Post, "/api/v1/roles", new { name = "viewer", permissions = new[] { Permissions.ProjectRead } }, Administrator, 409), "code"));
        Assert.Equal("role_not_found", Text(await CallAsync(HttpMethod.Put, "/api/v1/roles/nobody", new { permissions = new[] { Permissions.ProjectRead } }, Administrator, 404), "code"));
    }

    [Fact]
    public async Task A_changed_role_holds_at_once_for_whoever_has_it()
    {
        await CallAsync(HttpMethod.Post, "/api/v1/roles", new { name = "watcher", permissions = new[] { Permissions.ProjectRead } }, Administrator, 201);
        await AddUserAsync("olga", Secret, new { role = "watcher" });
        var token = await TokenAsync("olga", Secret);

        await CallAsync(HttpMethod.Put, "/api/v1/roles/watcher", new { permissions = new[] { Permissions.EventRead } }, Administrator);

        var grant = (await CallAsync(HttpMethod.Get, Me, null, token))["grants"]![0]!;
        Assert.Equal([Permissions.EventRead], grant["permissions"]!.AsArray().Select(permission => permission!.GetValue<string>()));
    }

    [Fact]
    public async Task Roles_are_listed_the_built_in_ones_first()
    {
        await CallAsync(HttpMethod.Post, "/api/v1/roles", new { name = "a-watcher", permissions = new[] { Permissions.ProjectRead } }, Administrator, 201);

        var page = await CallAsync(HttpMethod.Get, "/api/v1/roles", null, Administrator);

        Assert.Equal(["administrator", "module", "operator", "viewer", "a-watcher"], Names(page["roles"]!));
    }

    [Fact]
    public async Task A_permission_that_does_not_exist_is_told()
    {
        var answer = await CallAsync(HttpMethod.Post, "/api/v1/roles", new { name = "odd", permissions = new[] { "node.explode" } }, Administrator, 400);

        Assert.Equal("does not exist: node.explode", Text(answer["details"]!, "permissions"));
    }
}
