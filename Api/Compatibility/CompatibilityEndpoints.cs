using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Api.Access;
using Nms.Api.Limits;
using Nms.Api.OpenApi;

namespace Nms.Api.Compatibility;

/// <summary>
/// The paths that clients of the former hub call. One table says which handler answers which path; every prefix and alias of
/// a path comes from that table.
/// </summary>
internal static class CompatibilityEndpoints
{
    private static readonly RequestSizeLimitAttribute s_bodyLimit = new(RequestParameters.MostBytes);

    /// <summary>Every published call.</summary>
    public static IReadOnlyList<PublishedCall> Calls { get; } =
    [
        .. ModuleIndexEndpoints.Calls,
        .. Gns3CentralEndpoints.Calls,
        .. Gns3CentralV1Endpoints.Calls,
        .. IntegrationEndpoints.Calls,
        .. Gns3AppEndpoints.Calls,
    ];

    public static void MapCompatibility(this IEndpointRouteBuilder routes)
    {
        foreach (var call in Calls)
        {
            foreach (var address in call.Addresses)
            {
                Map(routes, call, address);
            }
        }
    }

    private static void Map(IEndpointRouteBuilder routes, PublishedCall call, string address)
    {
        var route = routes.MapMethods(address, [call.Method], call.Handler).WithMetadata(s_bodyLimit);
        _ = call.Permission is { } permission ? route.Require(permission, call.Everywhere) : route.AllowAnonymous();
        if (call.Class is { } kind)
        {
            route.Limit(kind);
        }

        if (address != call.Address)
        {
            route.ExcludeFromDescription().WithSummary(call.Summary);
            return;
        }

        route.WithTags(call.Tag).Describe(call.Name, call.Summary, null, [.. call.Failures]);
        if (call.Answer is { } answer)
        {
            route.Produces(StatusCodes.Status200OK, answer, "application/json").Produces(StatusCodes.Status304NotModified);
        }

        if (call.Parameters is { } parameters)
        {
            route.WithMetadata(parameters);
        }
    }
}
