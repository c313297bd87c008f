using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>Signs access tokens. They name the user, never what he may do: that is looked up at each request.</summary>
internal sealed class AccessTokens(SigningKeyRing ring, IOptions<AccessOptions> options, TimeProvider time)
{
    public const string Issuer = "nms";
    public const string Audience = "nms-api";
    public const string Algorithm = SecurityAlgorithms.HmacSha256;
    public const string Type = "at+jwt";
    public const string StampClaim = "stp";
    public const string SessionEndClaim = "sxp";

    /// <summary>By how much clocks of silos may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public TimeSpan Lifetime => options.Value.AccessTokenLifetime;

    public string Create(UserSnapshot user, Guid sessionId, DateTimeOffset sessionEndsAt)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            TokenType = Type,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime < sessionEndsAt.UtcDateTime ? now + Lifetime : sessionEndsAt.UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = user.Id.ToString("D"),
                [JwtRegisteredClaimNames.Sid] = sessionId.ToString("D"),
                [StampClaim] = user.AccessStamp,
                [SessionEndClaim] = sessionEndsAt.ToUnixTimeSeconds(),
            },
            SigningCredentials = new SigningCredentials(ring.Current, Algorithm),
        });
    }
}
