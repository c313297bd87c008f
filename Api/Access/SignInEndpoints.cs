using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Errors;
using Nms.Api.Limits;
using Nms.Api.OpenApi;
using Nms.Contracts.Access;

namespace Nms.Api.Access;

/// <summary>Signing in and out, and what one may do oneself.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        var open = api.MapGroup("/auth").WithTags(ApiTags.Infrastructure).AllowAnonymous().Limit(EndpointClass.SignIn);
        open.MapPost("/token", SignInAsync).Checks<TokenRequest>(AccessRules.Check).Describe(
            "sign_in",
            "Signs a user in: an access token for a quarter of an hour, and a refresh token.",
            "Whatever is wrong with the credentials is answered alike. After failures the next attempt has to wait; Retry-After says how long.",
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);
        open.MapPost("/refresh", RefreshAsync).Checks<RefreshRequest>(AccessRules.Check).Describe(
            "refresh_session",
            "Gives the next access token for a refresh token, and the next refresh token.",
            "A refresh token is good once. When one comes a second time, somebody else may have it, and the session is over.",
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized);
        open.MapPost("/logout", SignOutAsync).Checks<RefreshRequest>(AccessRules.Check).Describe(
            "sign_out", "Ends the session of a refresh token, its access tokens included.", null, StatusCodes.Status400BadRequest);

        var own = api.MapGroup("/auth").WithTags(ApiTags.Infrastructure).RequireSignIn();
        own.MapGet("/me", GetMe).WithMetadata(new AllowedBeforePasswordChange()).Describe("get_me", "Shows who asks and what he may do.", null, StatusCodes.Status401Unauthorized);
        own.MapPost("/password", ChangePasswordAsync).WithMetadata(new AllowedBeforePasswordChange()).Checks<ChangePasswordRequest>(AccessRules.CheckAsync).Limit(EndpointClass.SignIn).Describe(
            "change_password",
            "Changes one's own password, ends all other sessions, and begins a new one.",
            null,
            StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests);
        own.MapPost("/ticket", IssueTicketAsync).Describe(
            "issue_ticket", "Issues a ticket that opens one WebSocket or stream of events within 30 seconds: ?ticket=…", null, StatusCodes.Status401Unauthorized);

        api.MapPost("/auth/signing-key", RenewSigningKeyAsync).WithTags(ApiTags.Infrastructure).Require(Permissions.PlatformManage).Describe(
            "renew_signing_key",
            "Replaces the key that signs access tokens, after a leak: every access token so far is refused.",
            "Sessions go on: their refresh tokens give new access tokens.",
            StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden);
    }

    private static async Task<NoContent> RenewSigningKeyAsync(
        IGrainFactory grains, SigningKeyRing ring, AccessView view, AuditNote audit, CancellationToken cancellationToken)
    {
        await view.RefreshAsync(cancellationToken);
        var (key, newest) = ring.Replacement();
        await grains.TokenRegistry().AddKeyAsync(key, newest, dropOthers: true, cancellationToken);
        audit.Replaced("signing_key");
        await view.RefreshAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<TokenResponse>> SignInAsync(
        TokenRequest request, HttpContext context, PasswordSignIn signIn, SessionTokens sessions, CancellationToken cancellationToken)
    {
        var audit = context.Audit().Attempted(request.Name!);
        var user = await signIn.CheckAsync(request.Name!, request.Password!, context.Connection.RemoteIpAddress, cancellationToken);
        audit.By(user);
        return Private(context, await sessions.BeginAsync(user, cancellationToken));
    }

    private static async Task<Ok<TokenResponse>> RefreshAsync(
        RefreshRequest request, HttpContext context, SessionTokens sessions, CancellationToken cancellationToken)
    {
        return Private(context, await sessions.ContinueAsync(request.RefreshToken!, cancellationToken));
    }

    private static async Task<NoContent> SignOutAsync(RefreshRequest request, SessionTokens sessions, CancellationToken cancellationToken)
    {
        if (RefreshTokenText.Parse(request.RefreshToken) is { } shown)
        {
            await sessions.EndAsync(shown.UserId, shown.SessionId, cancellationToken);
        }

        return TypedResults.NoContent();
    }

    private static Ok<MeResponse> GetMe(HttpContext context) => Private(context, context.Caller().ToMe());

    private static async Task<Ok<TokenResponse>> ChangePasswordAsync(
        ChangePasswordRequest request,
        HttpContext context,
        IGrainFactory grains,
        PasswordSignIn signIn,
        PasswordHashing hashing,
        AccessView view,
        SessionTokens sessions,
        CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        if (context.Features.Get<SignedIn>() is not { UserId: { } userId, KeyId: null })
        {
            throw new ForbiddenException("users_only", "Only a user of this hub has a password to change.");
        }

        try
        {
            await signIn.CheckAsync(caller.Name, request.CurrentPassword!, context.Connection.RemoteIpAddress, cancellationToken);
        }
        catch (UnauthenticatedException)
        {
            // The caller is signed in; it is the field that is wrong.
            new FieldErrors().Add("current_password", "is wrong").ThrowIfAny();
        }

        var user = await grains.AccessDirectory().SetPasswordAsync(
            userId, await hashing.HashAsync(request.NewPassword!, cancellationToken), caller, cancellationToken: cancellationToken);
        context.Audit().Replaced("password");
        await view.RefreshAsync(cancellationToken);
        return Private(context, await sessions.BeginAsync(user, cancellationToken));
    }

    private static async Task<Ok<TicketResponse>> IssueTicketAsync(HttpContext context, Tickets tickets, CancellationToken cancellationToken)
    {
        var ticket = await tickets.IssueAsync(context.Features.GetRequiredFeature<SignedIn>(), cancellationToken);
        return Private(context, new TicketResponse(ticket, (int)Tickets.Lifetime.TotalSeconds));
    }

    private static Ok<T> Private<T>(HttpContext context, T answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(answer);
    }
}
