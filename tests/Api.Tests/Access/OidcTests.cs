using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Nms.Api.Tests.Access;

public sealed class OidcTests : AccessTest
{
    private OidcIssuer _issuer = null!;

    private DateTimeOffset Now => Host.Time.GetUtcNow();

    [Fact]
    public async Task A_token_of_the_authority_lets_its_user_in_with_the_role_that_the_table_says()
    {
        var me = await CallAsync(HttpMethod.Get, Me, null, Bearer(_issuer.Token(Now, ["students", "unlisted"])));

        Assert.Equal("olga", Text(me, "name"));
        Assert.Equal("user", Text(me, "kind"));
        Assert.Equal($"oidc:{_issuer.Address.ToString().TrimEnd('/')}|4711", Text(me, "id"));
        Assert.Contains("event.read", me["grants"]![0]!["permissions"]!.AsArray().Select(permission => permission!.GetValue<string>()));
    }

    [Fact]
    public async Task A_role_that_is_not_in_the_table_grants_nothing()
    {
        var me = await CallAsync(HttpMethod.Get, Me, null, Bearer(_issuer.Token(Now, ["administrator"])));

        Assert.Empty(me["grants"]!.AsArray());
    }

    [Fact]
    public async Task Our_own_tokens_are_accepted_beside_them()
    {
        await CallAsync(HttpMethod.Get, Me, null, await TokenAsync());
    }

    [Fact]
    public async Task A_token_that_is_expired_foreign_or_forged_is_refused()
    {
        var old = _issuer.Token(Now.AddMinutes(-10), ["students"]);
        using var other = RSA.Create(2048);
        string[] bad =
        [
            _issuer.Token(Now, ["students"], audience: "another"),
            _issuer.Token(Now, ["students"], key: new RsaSecurityKey(other) { KeyId = "one" }),
            _issuer.SwappedToken(Now),
            _issuer.Token(Now, ["students"])[..^4] + "AAAA",
        ];

        Assert.Equal("token_expired", Text(await CallAsync(HttpMethod.Get, Me, null, Bearer(old), 401), "code"));
        foreach (var token in bad)
        {
            Assert.Equal("token_refused", Text(await CallAsync(HttpMethod.Get, Me, null, Bearer(token), 401), "code"));
        }
    }

    [Fact]
    public async Task Such_a_user_has_no_password_and_no_keys_here()
    {
        var token = Bearer(_issuer.Token(Now, ["students"]));

        await CallAsync(HttpMethod.Post, "/api/v1/auth/password", new { current_password = "x", new_password = "violet-Harbour-88" }, token, 403);
        await CallAsync(HttpMethod.Post, "/api/v1/api-keys", new { name = "k", permissions = new[] { "project.read" } }, token, 403);
    }

    protected override async Task<ApiHost> StartHostAsync()
    {
        _issuer = await OidcIssuer.StartAsync(Cancelled);
        return await ApiHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Nms:Access:Oidc:Authority"] = _issuer.Address.ToString().TrimEnd('/'),
            ["Nms:Access:Oidc:Audience"] = OidcIssuer.Audience,
            ["Nms:Access:Oidc:Roles:students"] = "viewer",
        });
    }
}
