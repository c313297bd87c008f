using Microsoft.AspNetCore.Builder;

namespace Nms.Api.Http;

/// <summary>States on a route that it serves a page.</summary>
public static class ContentPolicyConventions
{
    /// <summary>The page is of another maker: its own scripts, inline styles.</summary>
    public static TBuilder ServesForeignPage<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(ContentPolicy.ForeignPage);

    /// <summary>The page is ours: nothing inline.</summary>
    internal static TBuilder ServesOwnPage<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(ContentPolicy.OwnPage);
}
