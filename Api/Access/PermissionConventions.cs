using Microsoft.AspNetCore.Builder;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>States on a route or a group who may call it.</summary>
public static class PermissionConventions
{
    /// <summary>
    /// Only for callers with this permission; see <see cref="RequiredPermission"/>. The last one stated counts. With
    /// <paramref name="everywhere"/> a grant limited to projects does not suffice.
    /// </summary>
    public static TBuilder Require<TBuilder>(this TBuilder endpoint, string permission, bool everywhere = false)
        where TBuilder : IEndpointConventionBuilder
    {
        if (!Permissions.All.Contains(permission))
            throw new ArgumentException($"'{permission}' is not a permission.", nameof(permission));
        return endpoint.WithMetadata(new RequiredPermission(permission, everywhere || !Permissions.OfProjects.Contains(permission)));
    }

    /// <summary>For anybody who is signed in, whatever he is granted; see <see cref="SignInRequired"/>.</summary>
    public static TBuilder RequireSignIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new SignInRequired());
}
