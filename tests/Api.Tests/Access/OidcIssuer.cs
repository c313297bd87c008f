using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Nms.Api.Tests.Access;

/// <summary>A small OpenID Connect authority: its discovery document and its keys over HTTP, and tokens for the asking.</summary>
internal sealed class OidcIssuer : IAsyncDisposable
{
    public const string Audience = "nms";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "one" };
    private readonly WebApplication _app;

    private OidcIssuer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public static async Task<OidcIssuer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new OidcIssuer(builder.Build());
        issuer._app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = issuer.Name,
            ["jwks_uri"] = $"{issuer.Name}/keys",
        }));
        issuer._app.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(issuer._key.Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = "one" });
            return Results.Json(new { keys = new[] { new { kty = key.Kty, kid = key.Kid, n = key.N, e = key.E, use = "sig" } } });
        });
        await issuer._app.StartAsync(cancellationToken);
        issuer.Address = new Uri(issuer._app.Urls.First());
        return issuer;
    }

    public string Token(DateTimeOffset now, string[] roles, string audience = Audience, SecurityKey? key = null, string algorithm = SecurityAlgorithms.RsaSha256) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = audience,
            Expires = now.UtcDateTime.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "4711", ["preferred_username"] = "olga", ["roles"] = roles },
            SigningCredentials = new SigningCredentials(key ?? _key, algorithm),
        });

    /// <summary>A token signed with the public key as if it were a shared secret: the classic swap of algorithms.</summary>
    public string SwappedToken(DateTimeOffset now) => Token(
        now, ["students"], key: new SymmetricSecurityKey(_key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = "one" }, algorithm: SecurityAlgorithms.HmacSha256);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Rsa.Dispose();
    }

    private string Name => Address.ToString().TrimEnd('/');
}
