using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Nms.Api.Access;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Access;

public sealed class SignInTests : AccessTest
{
    [Fact]
    public async Task A_name_and_its_password_give_a_token_that_says_who_asks()
    {
        var answer = await SignInAsync("ADMIN");

        var me = await CallAsync(HttpMethod.Get, Me, null, Bearer(Text(answer, "access_token")));
        Assert.Equal("admin", Text(me, "name"));
        Assert.Equal("user", Text(me, "kind"));
        Assert.Equal(900, answer["expires_in"]!.GetValue<int>());
        Assert.Equal("Bearer", Text(answer, "token_type"));
    }

    [Fact]
    public async Task Without_credentials_the_answer_says_how_to_sign_in()
    {
        using var response = await SendAsync(HttpMethod.Get, Me);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal(["Bearer", "Basic", "ApiKey"], response.Headers.WwwAuthenticate.Select(challenge => challenge.Scheme));
        Assert.Equal("authentication_required", await CodeAsync(response));
    }

    [Theory]
    [InlineData("admin", "wrong-wrong-wrong")]
    [InlineData("nobody", "wrong-wrong-wrong")]
    [InlineData("nob\u00e9dy", FakeAccess.Password)]
    public async Task Whatever_is_wrong_is_answered_alike(string name, string password)
    {
        var answer = await SignInAsync(name, password, 401);

        Assert.Equal("credentials_refused", Text(answer, "code"));
        Assert.Equal("The name or the password is wrong.", Text(answer, "message"));
    }

    [Fact]
    public async Task A_disabled_user_is_answered_like_one_who_does_not_exist()
    {
        var id = await AddUserAsync("olga", "violet-Harbour-88", new { role = "viewer" });
        await CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { enabled = false }, Administrator);

        Assert.Equal("credentials_refused", Text(await SignInAsync("olga", "violet-Harbour-88", 401), "code"));
    }

    [Fact]
    public async Task Everything_that_is_missing_is_told_at_once()
    {
        var answer = await CallAsync(HttpMethod.Post, "/api/v1/auth/token", new { }, null, 400);

        Assert.Equal(["name", "password"], answer["details"]!.AsObject().Select(field => field.Key).Order());
    }

    [Fact]
    public async Task A_token_expires_after_a_quarter_of_an_hour_and_the_skew()
    {
        var token = await TokenAsync();

        Host.Time.Advance(TimeSpan.FromMinutes(15));
        await CallAsync(HttpMethod.Get, Me, null, token);
        Host.Time.Advance(TimeSpan.FromSeconds(31));
        var refused = await CallAsync(HttpMethod.Get, Me, null, token, 401);

        Assert.Equal("token_expired", Text(refused, "code"));
    }

    [Fact]
    public async Task A_forged_token_is_refused()
    {
        var good = new JsonWebToken(Text(await SignInAsync(), "access_token"));
        var payload = good.EncodedPayload;
        string[] forged =
        [
            $"{Encode("""{"alg":"none","typ":"at+jwt"}""")}.{payload}.",
            $"{Encode("""{"alg":"NONE","typ":"at+jwt"}""")}.{payload}.{good.EncodedSignature}",
            $"{Encode($$"""{"alg":"HS512","typ":"at+jwt","kid":"{{good.Kid}}"}""")}.{payload}.{good.EncodedSignature}",
            $"{Encode($$"""{"alg":"RS256","typ":"at+jwt","kid":"{{good.Kid}}"}""")}.{payload}.{good.EncodedSignature}",
            $"{Encode($$"""{"alg":"HS256","typ":"JWT","kid":"{{good.Kid}}"}""")}.{payload}.{good.EncodedSignature}",
            $"{Encode("""{"alg":"HS256","typ":"at+jwt","kid":"another"}""")}.{payload}.{good.EncodedSignature}",
            $"{good.EncodedHeader}.{Encode(good.EncodedPayload)}.{good.EncodedSignature}",
            $"{good.EncodedHeader}.{payload}.{good.EncodedSignature[..^2]}AA",
            $"{good.EncodedHeader}.{payload}.",
            "a.b.c",
            new string('a', 20_000),
        ];

        foreach (var token in forged)
        {
            Assert.Equal("token_refused", Text(await CallAsync(HttpMethod.Get, Me, null, Bearer(token), 401), "code"));
        }
    }

    [Theory]
    [InlineData("somebody", AccessTokens.Audience)]
    [InlineData(AccessTokens.Issuer, "another-api")]
    public async Task A_token_of_our_key_for_another_purpose_is_refused(string issuer, string audience)
    {
        var good = new JsonWebToken(Text(await SignInAsync(), "access_token"));
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            TokenType = AccessTokens.Type,
            Expires = Host.Time.GetUtcNow().UtcDateTime.AddMinutes(5),
            Claims = good.Claims.Where(claim => claim.Type is "sub" or "sid" or "stp").ToDictionary(claim => claim.Type, object (claim) => claim.Value),
            SigningCredentials = new SigningCredentials(Host.Services.GetRequiredService<SigningKeyRing>().Current, AccessTokens.Algorithm),
        });

        Assert.Equal("token_refused", Text(await CallAsync(HttpMethod.Get, Me, null, Bearer(token), 401), "code"));
    }

    [Fact]
    public async Task Basic_credentials_do_as_well_and_their_password_is_hashed_once()
    {
        var first = await CallAsync(HttpMethod.Get, Me, null, Administrator);

        // A second check would count an attempt of this account; thousands of requests must not.
        for (var request = 0; request < 20; request++)
        {
            await CallAsync(HttpMethod.Get, Me, null, Administrator);
        }

        Assert.Equal("admin", Text(first, "name"));
        Assert.Equal("user", Text(first, "kind"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense%%")]
    [InlineData("YWRtaW4=")]
    [InlineData("OnBhc3N3b3Jk")]
    public async Task Malformed_Basic_credentials_are_refused(string credentials)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Me);
        request.Headers.TryAddWithoutValidation("Authorization", $"Basic {credentials}");

        using var response = await Host.Anonymous.SendAsync(request, Cancelled);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task Basic_credentials_are_worth_nothing_once_the_password_is_another_one()
    {
        var id = await AddUserAsync("olga", "violet-Harbour-88", new { role = "viewer" });
        await CallAsync(HttpMethod.Get, Me, null, Basic("olga", "violet-Harbour-88"));

        await CallAsync(HttpMethod.Put, $"/api/v1/users/{id}/password", new { password = "another-Harbour-99" }, Administrator);

        await CallAsync(HttpMethod.Get, Me, null, Basic("olga", "violet-Harbour-88"), 401);
        await CallAsync(HttpMethod.Get, Me, null, Basic("olga", "another-Harbour-99"));
    }

    [Fact]
    public async Task After_five_failures_the_next_attempt_waits_even_with_the_right_password()
    {
        for (var failure = 0; failure < 5; failure++)
        {
            await SignInAsync("admin", "wrong-wrong-wrong", 401);
        }

        using var refused = await SendAsync(HttpMethod.Post, "/api/v1/auth/token", new { name = "admin", password = FakeAccess.Password });
        Host.Time.Advance(TimeSpan.FromSeconds(1.1));
        await SignInAsync();

        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task An_unknown_name_has_to_wait_just_the_same()
    {
        for (var failure = 0; failure < 5; failure++)
        {
            await SignInAsync("nobody", "wrong-wrong-wrong", 401);
        }

        Assert.Equal("sign_in_delayed", Text(await SignInAsync("nobody", "wrong-wrong-wrong", 429), "code"));
    }

    [Fact]
    public async Task A_replaced_signing_key_refuses_the_tokens_so_far_and_leaves_the_sessions()
    {
        var session = await SignInAsync();

        await CallAsync(HttpMethod.Post, "/api/v1/auth/signing-key", null, Administrator, 204);

        await CallAsync(HttpMethod.Get, Me, null, Bearer(Text(session, "access_token")), 401);
        var next = await CallAsync(HttpMethod.Post, "/api/v1/auth/refresh", new { refresh_token = Text(session, "refresh_token") });
        await CallAsync(HttpMethod.Get, Me, null, Bearer(Text(next, "access_token")));
    }

    [Fact]
    public async Task Bad_credentials_do_not_close_an_open_route()
    {
        await CallAsync(HttpMethod.Get, "/api/", null, Basic("admin", "wrong-wrong-wrong"));
    }

    private static string Encode(string text) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(text));

    private static async Task<string> CodeAsync(HttpResponseMessage response) =>
        Text(JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!, "code");
}
