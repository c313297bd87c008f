using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Nms.Api.Errors;
using Nms.Contracts.Errors;

namespace Nms.Api.OpenApi;

/// <summary>What every route says of itself in the document.</summary>
internal static class RouteDescriptions
{
    /// <summary>Names a route (an alias has no name), says in one line what it does, and which statuses it fails with.</summary>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder route, string? name, string summary, string? description = null, params int[] failures)
    {
        route.WithSummary(summary);
        if (name is not null)
        {
            route.WithName(name);
        }

        if (description is not null)
        {
            route.WithDescription(description);
        }

        foreach (var status in failures)
        {
            route.Produces<ProblemResponse>(status, Problem.ContentType);
        }

        return route;
    }

    /// <summary>What a read of the model can fail with.</summary>
    public static int[] ReadFailures { get; } = [StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, .. Gns3Failures];

    /// <summary>What a command can fail with.</summary>
    public static int[] CommandFailures { get; } =
        [StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, .. Gns3Failures];

    /// <summary>What asking GNS3 can fail with.</summary>
    public static int[] Gns3Failures =>
        [StatusCodes.Status502BadGateway, StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout];
}
