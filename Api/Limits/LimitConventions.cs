using Microsoft.AspNetCore.Builder;

namespace Nms.Api.Limits;

/// <summary>States on a route or a group which limit its requests count against.</summary>
public static class LimitConventions
{
    /// <summary>Counts requests to this endpoint as of this class instead of by their method. The last one stated counts.</summary>
    public static TBuilder Limit<TBuilder>(this TBuilder endpoint, EndpointClass kind)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new LimitedAs(kind));
}
