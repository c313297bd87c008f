using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Nms.Api.Access;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Access;

/// <summary>One thing that the running host can be asked, with an address that names things of the project campus.</summary>
public sealed record Operation(string Method, string Address, string? Permission, bool Everywhere, bool IsOpen, bool NamesProject, bool IsSocket, string ContentType, bool TakesJson)
{
    // Loose ids of published calls are in the query; what a route does not know, it ignores.
    private static readonly string s_query =
        $"?project_id={FakeModel.Campus}&node_id={FakeModel.Pc}&action=activate_for_testing&module_name=intruder";

    private static readonly Dictionary<string, string> s_values = new()
    {
        ["projectId"] = FakeModel.Campus.ToString(),
        ["nodeId"] = FakeModel.Pc.ToString(),
        ["linkId"] = FakeModel.Link.ToString(),
        ["snapshotId"] = FakeModel.Snapshot.ToString(),
        ["templateId"] = FakeModel.Template.ToString(),
        ["runId"] = FakeDiscovery.Run.ToString(),
        ["scheduleId"] = FakeDiscovery.Schedule.ToString(),
        ["equipmentId"] = FakeModel.Pc.ToString(),
        ["name"] = "lab",
        ["path"] = "startup.vpc",
        ["module"] = "intruder",
        ["room"] = FakeModel.Campus.ToString(),
    };

    /// <summary>
    /// Every operation of every route: a new route is among them without anybody's doing. CONNECT begins a WebSocket over HTTP/2, which cannot
    /// be asked of a port that speaks HTTP/1.1; each such route is there as GET too.
    /// </summary>
    public static IReadOnlyList<Operation> All(ApiHost host) =>
    [
        .. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(route =>
            route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Where(method => method != "CONNECT").Select(method => Of(route, method))),
    ];

    public HttpRequestMessage Request(string? body = "{}") => new(new HttpMethod(Method), Address)
    {
        Content = Method is "GET" or "HEAD" || body is null ? null : new StringContent(body, Encoding.UTF8, ContentType),
    };

    public override string ToString() => $"{Method} {Address}";

    private static Operation Of(RouteEndpoint route, string method)
    {
        var required = route.Metadata.GetMetadata<RequiredPermission>();
        return new Operation(
            method,
            "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Part)))) + Slash(route) + s_query,
            required?.Permission,
            required?.Everywhere ?? false,
            route.Metadata.GetMetadata<IAllowAnonymous>() is not null,
            route.RoutePattern.Parameters.Any(parameter => parameter.Name == AuthorizationGate.ProjectValue),
            route.Metadata.GetOrderedMetadata<Microsoft.AspNetCore.Http.Metadata.IProducesResponseTypeMetadata>().Any(answer => answer.StatusCode == 101),
            route.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>()?.ContentTypes is [var type, ..] ? type : "application/json",
            route.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>() is { IsOptional: false } accepts && accepts.ContentTypes.Contains("application/json"));
    }

    private static string Slash(RouteEndpoint route) => route.RoutePattern.RawText is { Length: > 1 } text && text.EndsWith('/') ? "/" : "";

    private static string Part(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => s_values.GetValueOrDefault(parameter.Name, Guid.Empty.ToString()),
        _ => "",
    };
}
