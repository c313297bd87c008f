namespace Nms.Api.Tests.Access;

/// <summary>Users whose password somebody else chose, and who are to choose one of their own.</summary>
public sealed class PasswordChangeTests : AccessTest
{
    private const string Given = "violet-Harbour-88";
    private const string Own = "marble-Falcon-23-tide";

    [Fact]
    public async Task Who_has_to_choose_a_password_may_do_nothing_else()
    {
        await CallAsync(HttpMethod.Post, "/api/v1/users", new { name = "olga", password = Given, roles = new[] { new { role = "administrator" } }, must_change_password = true }, Administrator, 201);
        foreach (var caller in new[] { Basic("olga", Given), await TokenAsync("olga", Given) })
        {
            var refusal = await CallAsync(HttpMethod.Get, "/api/v1/projects", null, caller, 403);
            Assert.Equal("password_change_required", Text(refusal, "code"));
            await CallAsync(HttpMethod.Post, "/api/v1/auth/ticket", null, caller, 403);
            await CallAsync(HttpMethod.Get, "/api/common/api/health/", null, caller, 403);
            await CallAsync(HttpMethod.Get, Me, null, caller);
        }

        var session = await CallAsync(HttpMethod.Post, "/api/v1/auth/password", new { current_password = Given, new_password = Own }, Basic("olga", Given));

        await CallAsync(HttpMethod.Get, "/api/v1/projects", null, Bearer(Text(session, "access_token")));
        await CallAsync(HttpMethod.Get, "/api/v1/projects", null, Basic("olga", Own));
    }

    [Fact]
    public async Task An_administrator_may_ask_for_it_when_he_sets_a_password()
    {
        var id = await AddUserAsync("olga", Given, new { role = "viewer" });

        var shown = await CallAsync(HttpMethod.Put, $"/api/v1/users/{id}/password", new { password = "another-Harbour-99", must_change = true }, Administrator);
        await CallAsync(HttpMethod.Get, "/api/v1/projects", null, Basic("olga", "another-Harbour-99"), 403);
        await CallAsync(HttpMethod.Put, $"/api/v1/users/{id}/password", new { password = Own }, Administrator);

        Assert.True(shown["must_change_password"]!.GetValue<bool>());
        await CallAsync(HttpMethod.Get, "/api/v1/projects", null, Basic("olga", Own));
    }
}
