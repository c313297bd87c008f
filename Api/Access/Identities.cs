using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>Puts the one signed-in principal on a request: as a feature, and as the framework's user.</summary>
internal static class Identities
{
    public static AuthenticateResult Succeed(HttpContext context, SignedIn signedIn, string scheme) =>
        AuthenticateResult.Success(new AuthenticationTicket(Set(context, signedIn, scheme), scheme));

    /// <summary>The same failure becomes the answer of a route that needs somebody; a route that is open goes on.</summary>
    public static AuthenticateResult Fail(HttpContext context, NmsException reason)
    {
        context.Features.Set(new AuthenticationFailure(reason));
        return AuthenticateResult.Fail(reason);
    }

    public static ClaimsPrincipal Set(HttpContext context, SignedIn signedIn, string scheme)
    {
        context.Features.Set(signedIn.Principal);
        context.Features.Set(signedIn);
        return new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, signedIn.Principal.Id), new Claim(ClaimTypes.Name, signedIn.Principal.Name)], scheme));
    }
}
