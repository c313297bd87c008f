using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Errors;

namespace Nms.Api.Access;

/// <summary>
/// Stands before every route and lets nobody pass who is not allowed to. A route that does not say who may call it is
/// closed, and so is an address that leads to no route: an anonymous caller learns nothing but how to sign in.
/// </summary>
internal sealed class AuthorizationGate(RequestDelegate next)
{
    /// <summary>The route value that names a project, in our own addresses and in the published ones.</summary>
    public const string ProjectValue = "projectId";

    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return next(context);
        }

        if (context.CallerOrNull() is not { } caller)
        {
            return AuthenticationChallenge.WriteAsync(context);
        }

        // What is no route is the router's own answer: there is nothing here, or not with this method.
        if (endpoint is not RouteEndpoint)
        {
            return next(context);
        }

        if (Refusal(context, endpoint.Metadata, caller) is not { } refusal)
        {
            return next(context);
        }

        context.Audit().Refuse();
        return Problem.WriteAsync(context, ErrorMapping.ToAnswer(refusal));
    }

    private static NmsException? Refusal(HttpContext context, EndpointMetadataCollection metadata, Principal caller) =>
        context.SignedIn().MustChangePassword && metadata.GetMetadata<AllowedBeforePasswordChange>() is null
            ? new ForbiddenException("password_change_required", "Choose a password of your own first: POST /api/v1/auth/password.")
        : metadata.GetMetadata<RequiredPermission>() is { } required ? AuthorizationRules.Refusal(caller, required, Project(context))
        : metadata.GetMetadata<SignInRequired>() is not null ? null
        : new ForbiddenException("forbidden", $"{context.Request.Path} does not say who may call it, so nobody may.");

    // What is no UUID names nothing: the route says so itself.
    private static Guid? Project(HttpContext context) =>
        context.Request.RouteValues.TryGetValue(ProjectValue, out var value) && Guid.TryParse(value as string, out var id) ? id : null;
}
