using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nms.Access;
using Nms.Api.Access;

namespace Nms.Api.Tests.Access;

/// <summary>Deny by default: who may call a route is written on it.</summary>
public sealed class AuthorizationRouteTests : ApiTest
{
    [Fact]
    public void Every_route_says_who_may_call_it()
    {
        var silent = Routes.Where(route => Statements(route) == 0);

        Assert.Empty(silent.Select(route => $"{route.DisplayName}: add .Require(Permissions.X), .RequireSignIn(), or .AllowAnonymous() and a row in Only_these_routes_are_open"));
    }

    [Fact]
    public void Only_these_routes_are_open()
    {
        string[] open =
        [
            "/", "/app.css", "/app.js", "/session.js", "/favicon.svg",
            "/api/", "/api/gns3/csrf/", "/api/common/",
            "/api/v1/auth/token", "/api/v1/auth/refresh", "/api/v1/auth/logout",
            "/api/common/api/docs/", "/api/common/api/api/docs/", "/api/common/gns3/api/docs/",
            "/api/common/api/redoc/", "/api/common/api/api/redoc/", "/api/common/gns3/api/redoc/",
            "/api/common/api/schema/", "/api/common/api/api/schema/", "/api/common/gns3/api/schema/",
        ];

        Assert.Equal(open.Order(), Routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(route => route.RoutePattern.RawText!).Order());
    }

    [Fact]
    public void No_route_says_two_things()
    {
        Assert.Empty(Routes.Where(route => Statements(route) > 1).Select(route => route.DisplayName));
    }

    [Fact]
    public void A_permission_that_does_not_exist_cannot_be_required()
    {
        Assert.Throws<ArgumentException>(() => new RouteHandlerBuilderProbe().Require("node.explode"));
    }

    [Fact]
    public void A_permission_that_no_project_limits_is_required_everywhere()
    {
        var limited = Routes.Select(route => route.Metadata.GetMetadata<RequiredPermission>()).OfType<RequiredPermission>()
            .Where(required => !required.Everywhere && !Permissions.OfProjects.Contains(required.Permission));

        Assert.Empty(limited);
    }

    private IEnumerable<RouteEndpoint> Routes => Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static int Statements(RouteEndpoint route) =>
        (route.Metadata.GetMetadata<RequiredPermission>() is null ? 0 : 1)
        + (route.Metadata.GetMetadata<SignInRequired>() is null ? 0 : 1)
        + (route.Metadata.GetMetadata<IAllowAnonymous>() is null ? 0 : 1);

    private sealed class RouteHandlerBuilderProbe : Microsoft.AspNetCore.Builder.IEndpointConventionBuilder
    {
        public void Add(Action<Microsoft.AspNetCore.Builder.EndpointBuilder> convention)
        {
        }
    }
}
