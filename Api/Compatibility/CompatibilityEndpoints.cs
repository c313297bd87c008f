using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.Limits;
using Nms.Api.OpenApi;
using Nms.Api.Workflows;

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
        .. HubCalls.Calls,
        .. WorkflowCalls.Calls,
        .. ResultCalls.Calls,
        .. EquipmentCalls.Calls,
        .. Gns3AppEndpoints.Calls,
    ];

    public static void MapCompatibility(this IEndpointRouteBuilder routes)
    {
        foreach (var call in routes.HasWorkflows() ? Calls : Calls.Except(WorkflowCalls.Calls).Except(ResultCalls.Calls))
        {
            MapDocumented(routes, call);
            var answer = Compile(routes.ServiceProvider, call);
            foreach (var address in call.Addresses.Where(address => address != call.Address))
            {
                var alias = routes.MapMethods(address, [call.Method], answer.RequestDelegate)
                    .WithMetadata([call.Handler.Method, .. answer.EndpointMetadata]);
                Protect(alias, call).ExcludeFromDescription().WithSummary(call.Summary);
            }
        }
    }

    private static void MapDocumented(IEndpointRouteBuilder routes, PublishedCall call)
    {
#pragma warning disable RDG002 // The handler is a row of a table, so its delegate is made at the start and not by the compiler.
        var route = Protect(routes.MapMethods(call.Address, [call.Method], call.Handler), call);
#pragma warning restore RDG002
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

    private static TBuilder Protect<TBuilder>(TBuilder route, PublishedCall call)
        where TBuilder : IEndpointConventionBuilder
    {
        route.WithMetadata(s_bodyLimit, new Audited(call.Name, Always: call.Changes));
        _ = call.Permission is { } permission ? route.Require(permission, call.Everywhere) : route.AllowAnonymous();
        if (call.Rules is { } rules)
        {
            route.WithMetadata(rules);
        }

        return call.Class is { } kind ? route.Limit(kind) : route;
    }

    /// <summary>Compiles a handler once for all the other addresses of its call: each compilation costs milliseconds of the start.</summary>
    private static RequestDelegateResult Compile(IServiceProvider services, PublishedCall call) => RequestDelegateFactory.Create(
        call.Handler,
        new RequestDelegateFactoryOptions
        {
            ServiceProvider = services,
            RouteParameterNames = RoutePatternFactory.Parse(call.Address).Parameters.Select(parameter => parameter.Name),
            ThrowOnBadRequest = true,
            EndpointBuilder = new RouteEndpointBuilder(null, RoutePatternFactory.Parse(call.Address), 0) { FilterFactories = { RequestRules.Filter } },
        });
}
