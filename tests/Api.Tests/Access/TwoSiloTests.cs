using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Nms.Access;
using Nms.Api.Access;

namespace Nms.Api.Tests.Access;

/// <summary>Two hosts over the same grains, each with a copy of its own.</summary>
public sealed class TwoSiloTests : AccessTest
{
    private const string Secret = "violet-Harbour-88";

    [Fact]
    public async Task What_one_silo_hands_out_the_other_accepts_at_once()
    {
        await using var other = await ApiHost.StartAsync(access: Host.Access);
        await AddUserAsync("olga", Secret, new { role = "viewer" });
        var token = await TokenAsync("olga", Secret);
        other.Time.Advance(TimeSpan.FromSeconds(0.3));

        Assert.Equal(HttpStatusCode.OK, await MeAsync(other, token));
    }

    [Theory]
    [InlineData("user")]
    [InlineData("session")]
    [InlineData("key")]
    public async Task What_one_silo_revokes_the_other_refuses_with_its_next_look(string what)
    {
        await using var other = await ApiHost.StartAsync(access: Host.Access);
        var id = await AddUserAsync("olga", Secret, new { role = "viewer" });
        var session = await SignInAsync("olga", Secret);
        var created = await CallAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "k", permissions = new[] { Permissions.ProjectRead } }, Basic("olga", Secret), 201);
        var credential = what == "key" ? new AuthenticationHeaderValue("ApiKey", Text(created, "key")) : Bearer(Text(session, "access_token"));
        var view = other.Services.GetRequiredService<AccessView>();
        await view.RefreshAsync(Cancelled);
        Assert.Equal(HttpStatusCode.OK, await MeAsync(other, credential));

        await (what switch
        {
            "user" => CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { enabled = false }, Administrator),
            "session" => CallAsync(HttpMethod.Post, "/api/v1/auth/logout", new { refresh_token = Text(session, "refresh_token") }, null, 204),
            _ => CallAsync(HttpMethod.Delete, $"/api/v1/api-keys/{Text(created["details"]!, "key_id")}", null, Administrator, 204),
        });
        var before = await MeAsync(other, credential);
        await view.RefreshAsync(Cancelled);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before, await MeAsync(other, credential)));
    }

    [Fact]
    public async Task A_copy_that_has_not_been_renewed_for_a_minute_is_renewed_before_anybody_is_let_in()
    {
        await using var other = await ApiHost.StartAsync(access: Host.Access);
        var token = await TokenAsync();
        Assert.Equal(HttpStatusCode.OK, await MeAsync(other, token));

        await CallAsync(HttpMethod.Post, "/api/v1/auth/signing-key", null, Administrator, 204);
        other.Time.Advance(TimeSpan.FromSeconds(61));
        await other.Services.GetRequiredService<AccessView>().GetAsync(Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(other, token));
    }

    private static async Task<HttpStatusCode> MeAsync(ApiHost host, AuthenticationHeaderValue credential)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Me);
        request.Headers.Authorization = credential;
        using var response = await host.Http.SendAsync(request, Cancelled);
        return response.StatusCode;
    }
}
