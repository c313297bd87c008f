using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Access;

public sealed class SessionTests : AccessTest
{
    [Fact]
    public async Task A_refresh_token_gives_the_next_pair()
    {
        var first = await SignInAsync();

        var second = await RefreshAsync(Text(first, "refresh_token"));
        var third = await RefreshAsync(Text(second, "refresh_token"));

        await CallAsync(HttpMethod.Get, Me, null, Bearer(Text(third, "access_token")));
        Assert.Equal(Text(first, "session_expires_at"), Text(third, "session_expires_at"));
    }

    [Fact]
    public async Task A_refresh_token_that_comes_twice_ends_the_session_and_its_access_tokens()
    {
        var first = await SignInAsync();
        var second = await RefreshAsync(Text(first, "refresh_token"));

        var replayed = await RefreshAsync(Text(first, "refresh_token"), 401);

        Assert.Equal("session_over", Text(replayed, "code"));
        await RefreshAsync(Text(second, "refresh_token"), 401);
        await CallAsync(HttpMethod.Get, Me, null, Bearer(Text(second, "access_token")), 401);
    }

    [Fact]
    public async Task Another_session_of_the_same_user_goes_on()
    {
        var one = await SignInAsync();
        var other = await SignInAsync();

        await SignOutAsync(Text(one, "refresh_token"));

        await CallAsync(HttpMethod.Get, Me, null, Bearer(Text(one, "access_token")), 401);
        await RefreshAsync(Text(one, "refresh_token"), 401);
        await CallAsync(HttpMethod.Get, Me, null, Bearer(Text(other, "access_token")));
        await RefreshAsync(Text(other, "refresh_token"));
    }

    [Fact]
    public async Task Signing_out_twice_is_no_failure()
    {
        var session = await SignInAsync();

        await SignOutAsync(Text(session, "refresh_token"));
        await SignOutAsync(Text(session, "refresh_token"));
        await SignOutAsync("nmsr_nonsense");
    }

    [Fact]
    public async Task A_session_ends_however_often_it_is_refreshed()
    {
        var session = await SignInAsync();
        for (var day = 0; day < 6; day++)
        {
            Host.Time.Advance(TimeSpan.FromDays(1));
            session = await RefreshAsync(Text(session, "refresh_token"));
        }

        Host.Time.Advance(TimeSpan.FromDays(1));

        await RefreshAsync(Text(session, "refresh_token"), 401);
    }

    [Fact]
    public async Task Changing_ones_password_ends_all_sessions_and_begins_another()
    {
        var session = await SignInAsync();
        var token = Bearer(Text(session, "access_token"));

        var next = await CallAsync(
            HttpMethod.Post, "/api/v1/auth/password", new { current_password = FakeAccess.Password, new_password = "marble-Falcon-23-tide" }, token);

        await CallAsync(HttpMethod.Get, Me, null, token, 401);
        await RefreshAsync(Text(session, "refresh_token"), 401);
        await SignInAsync(status: 401);
        await CallAsync(HttpMethod.Get, Me, null, Bearer(Text(next, "access_token")));
        await RefreshAsync(Text(next, "refresh_token"));
    }

    [Fact]
    public async Task Changing_ones_password_needs_the_present_one()
    {
        var answer = await CallAsync(
            HttpMethod.Post,
            "/api/v1/auth/password",
            new { current_password = "wrong-wrong-wrong", new_password = "marble-Falcon-23-tide" },
            await TokenAsync(),
            400);

        Assert.Equal("is wrong", answer["details"]!["current_password"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("short-One-1")]
    [InlineData("Password12345!")]
    [InlineData("adminadminadmin")]
    public async Task A_weak_password_is_refused(string password)
    {
        var answer = await CallAsync(
            HttpMethod.Post, "/api/v1/auth/password", new { current_password = FakeAccess.Password, new_password = password }, Administrator, 400);

        Assert.NotNull(answer["details"]!["new_password"]);
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("deleted")]
    [InlineData("given another password")]
    [InlineData("given other roles")]
    [InlineData("signed out")]
    public async Task What_happens_to_a_user_ends_his_access_tokens_at_once(string what)
    {
        var id = await AddUserAsync("olga", "violet-Harbour-88", new { role = "viewer" });
        var session = await SignInAsync("olga", "violet-Harbour-88");

        await (what switch
        {
            "disabled" => CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { enabled = false }, Administrator),
            "deleted" => CallAsync(HttpMethod.Delete, $"/api/v1/users/{id}", null, Administrator, 204),
            "given another password" => CallAsync(HttpMethod.Put, $"/api/v1/users/{id}/password", new { password = "another-Harbour-99" }, Administrator),
            "given other roles" => CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { roles = new[] { new { role = "operator" } } }, Administrator),
            _ => CallAsync(HttpMethod.Post, $"/api/v1/users/{id}/sign-out", null, Administrator),
        });

        await CallAsync(HttpMethod.Get, Me, null, Bearer(Text(session, "access_token")), 401);
        await RefreshAsync(Text(session, "refresh_token"), what == "given other roles" ? 200 : 401);
    }

    private Task<System.Text.Json.Nodes.JsonNode> RefreshAsync(string token, int status = 200) =>
        CallAsync(HttpMethod.Post, "/api/v1/auth/refresh", new { refresh_token = token }, null, status);

    private Task<System.Text.Json.Nodes.JsonNode> SignOutAsync(string token) => CallAsync(HttpMethod.Post, "/api/v1/auth/logout", new { refresh_token = token }, null, 204);
}
