using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>How our own access tokens are judged: signature and dates by the framework's library, the user by this silo's copy.</summary>
internal sealed class BearerSetup(SigningKeyRing ring, TimeProvider time) : IConfigureNamedOptions<JwtBearerOptions>
{
    /// <summary>Larger than any of ours, small enough to be read for nothing.</summary>
    public const int LargestToken = 8 * 1024;

    public void Configure(JwtBearerOptions options) => Configure(null, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != AccessSchemes.Bearer)
        {
            return;
        }

        Harden(options, time);
        var judged = options.TokenValidationParameters;
        judged.ValidIssuer = AccessTokens.Issuer;
        judged.ValidAudience = AccessTokens.Audience;
        judged.ValidAlgorithms = [AccessTokens.Algorithm];
        judged.ValidTypes = [AccessTokens.Type];
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(new RememberedTokens(ring, time));
        judged.IssuerSigningKeyResolver = (_, _, id, _) => ring.Find(id) is { } key ? [key] : [];
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = JudgeUserAsync,
            OnAuthenticationFailed = RememberAsync,
            OnChallenge = ChallengeAsync,
        };
    }

    /// <summary>What holds for our tokens and for those of another authority.</summary>
    public static void Harden(JwtBearerOptions options, TimeProvider time)
    {
        options.MapInboundClaims = false;
        options.SaveToken = false;
        foreach (var handler in options.TokenHandlers.OfType<JsonWebTokenHandler>())
        {
            handler.MaximumTokenSizeInBytes = LargestToken;
        }

        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidateIssuer = true,
            ValidateAudience = true,
            ValidateLifetime = true,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            // The library would ask the wall clock.
            LifetimeValidator = (from, until, _, _) => until is { } end
                && time.GetUtcNow() < Utc(end) + AccessTokens.Skew
                && (from is not { } begin || time.GetUtcNow() >= Utc(begin) - AccessTokens.Skew),
        };
    }

    public static Task RememberAsync(AuthenticationFailedContext context)
    {
        var expired = context.Exception is SecurityTokenExpiredException or SecurityTokenInvalidLifetimeException;
        context.HttpContext.Features.Set(new AuthenticationFailure(expired
            ? new UnauthenticatedException("token_expired", "The access token has expired; refresh it.")
            : Refused()));
        return Task.CompletedTask;
    }

    public static Task ChallengeAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        return AuthenticationChallenge.WriteAsync(context.HttpContext);
    }

    public static void Refuse(ResultContext<JwtBearerOptions> context)
    {
        context.HttpContext.Features.Set(new AuthenticationFailure(Refused()));
        context.Fail(Refused());
    }

    private static async Task JudgeUserAsync(TokenValidatedContext context)
    {
        var token = (JsonWebToken)context.SecurityToken;
        if (Guid.TryParse(token.Subject, out var userId)
            && Guid.TryParse(Claim(token, JwtRegisteredClaimNames.Sid), out var sessionId)
            && int.TryParse(Claim(token, AccessTokens.StampClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var stamp)
            && long.TryParse(Claim(token, AccessTokens.SessionEndClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            && await FindAsync(context.HttpContext, userId, sessionId, stamp, DateTimeOffset.FromUnixTimeSeconds(end)) is { } signedIn)
        {
            context.Principal = Identities.Set(context.HttpContext, signedIn, AccessSchemes.Bearer);
            return;
        }

        Refuse(context);
    }

    private static async ValueTask<SignedIn?> FindAsync(HttpContext context, Guid userId, Guid sessionId, int stamp, DateTimeOffset endsAt)
    {
        var view = context.RequestServices.GetRequiredService<AccessView>();
        var copy = await view.GetAsync(context.RequestAborted);
        // Our signature is on a token that this copy is too old for.
        if (!copy.Users.TryGetValue(userId, out var known) || known.User.AccessStamp < stamp)
        {
            copy = await view.FreshenAsync(context.RequestAborted);
        }

        return copy.Users.TryGetValue(userId, out known) && known.User.Enabled && known.User.AccessStamp == stamp && !copy.EndedSessions.Contains(sessionId)
            ? new SignedIn
            {
                Principal = known.Principal,
                UserId = userId,
                CredentialStamp = known.User.CredentialStamp,
                SessionId = sessionId,
                SessionEndsAt = endsAt,
                MustChangePassword = known.User.MustChangePassword,
            }
            : null;
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetClaim(name, out var claim) ? claim.Value : null;

    private static DateTimeOffset Utc(DateTime value) => new(DateTime.SpecifyKind(value, DateTimeKind.Utc));

    private static UnauthenticatedException Refused() => new("token_refused", "The access token is not good, or no longer; sign in again.");
}
