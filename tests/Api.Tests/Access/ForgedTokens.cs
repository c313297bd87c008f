using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Nms.Access;
using Nms.Api.Access;

namespace Nms.Api.Tests.Access;

/// <summary>Tokens as an attacker makes them, beside one that is good and shows that only the lie makes the difference.</summary>
internal sealed class ForgedTokens(ApiHost host, UserSnapshot user)
{
    private readonly SymmetricSecurityKey _key = (SymmetricSecurityKey)host.Services.GetRequiredService<SigningKeyRing>().Current;

    /// <summary>Everything right.</summary>
    public string Good => Make();

    public IEnumerable<(string Name, string Token)> All()
    {
        yield return ("expired", Make(claims: claims => claims["exp"] = Seconds(TimeSpan.FromMinutes(-5))));
        yield return ("for another audience", Make(claims: claims => claims["aud"] = "another-api"));
        yield return ("of a user's past", Make(claims: claims => claims["stp"] = user.AccessStamp - 1));
        yield return ("signed with another key", Make(sign: text => HMACSHA256.HashData(RandomNumberGenerator.GetBytes(32), text)));
        yield return ("alg none", Make(header: header => header["alg"] = "none", sign: _ => []));
        yield return ("RS256 with a key of its own", OfOwnKey());
        yield return ("without an end", Make(claims: claims => claims.Remove("exp")));
        yield return ("not good yet", Make(claims: claims => claims["nbf"] = Seconds(TimeSpan.FromMinutes(5))));
        yield return ("of another issuer", Make(claims: claims => claims["iss"] = "https://elsewhere.example"));
        yield return ("of a user who does not exist", Make(claims: claims => claims["sub"] = Guid.NewGuid().ToString()));
        yield return ("of a user's future", Make(claims: claims => claims["stp"] = user.AccessStamp + 1));
        yield return ("signed with an empty key", Make(sign: text => HMACSHA256.HashData(Array.Empty<byte>(), text)));
        yield return ("signed with the name of the key", Make(sign: text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(_key.KeyId), text)));
        yield return ("with an unknown key id", Make(header: header => header["kid"] = "../../dev/null"));
        yield return ("not signed", Make(sign: _ => []));
        yield return ("alg None", Make(header: header => header["alg"] = "None", sign: _ => []));
        yield return ("alg none and yet signed", Make(header: header => header["alg"] = "none"));
        yield return ("HS512 with the right key", Make(header: header => header["alg"] = "HS512", sign: text => HMACSHA512.HashData(_key.Key, text)));
        yield return ("not an access token", Make(header: header => header["typ"] = "JWT"));
        yield return ("with other claims under the same signature", Swapped());
        yield return ("cut short", Good[..^8]);
        yield return ("two dots", "..");
        yield return ("no token", "not-a-token");
        yield return ("very long", new string('a', 12_000));
    }

    private string Make(Action<JsonObject>? header = null, Action<JsonObject>? claims = null, Func<byte[], byte[]>? sign = null)
    {
        JsonObject head = new() { ["alg"] = "HS256", ["typ"] = AccessTokens.Type, ["kid"] = _key.KeyId };
        JsonObject body = new()
        {
            ["iss"] = AccessTokens.Issuer,
            ["aud"] = AccessTokens.Audience,
            ["sub"] = user.Id.ToString(),
            ["sid"] = Guid.NewGuid().ToString(),
            ["stp"] = user.AccessStamp,
            ["sxp"] = Seconds(TimeSpan.FromDays(7)),
            ["nbf"] = Seconds(TimeSpan.FromMinutes(-1)),
            ["exp"] = Seconds(TimeSpan.FromMinutes(10)),
        };
        header?.Invoke(head);
        claims?.Invoke(body);
        var text = $"{Encode(head)}.{Encode(body)}";
        return $"{text}.{Base64UrlEncoder.Encode((sign ?? (bytes => HMACSHA256.HashData(_key.Key, bytes)))(Encoding.ASCII.GetBytes(text)))}";
    }

    // The classic: the attacker's public key travels in the header and hopes to be believed.
    private string OfOwnKey()
    {
        using var rsa = RSA.Create(2048);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        JsonObject jwk = new()
        {
            ["kty"] = "RSA",
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
        return Make(
            header =>
            {
                header["alg"] = "RS256";
                header["jwk"] = jwk;
            },
            sign: text => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private string Swapped()
    {
        var (good, other) = (Good.Split('.'), Make(claims: claims => claims["sub"] = Guid.NewGuid().ToString()).Split('.'));
        return $"{good[0]}.{other[1]}.{good[2]}";
    }

    private long Seconds(TimeSpan fromNow) => (host.Time.GetUtcNow() + fromNow).ToUnixTimeSeconds();

    private static string Encode(JsonObject part) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(part));
}
