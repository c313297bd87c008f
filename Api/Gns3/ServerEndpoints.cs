using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Limits;
using Nms.Api.OpenApi;
using Nms.Api.Projects;
using Nms.Contracts.Gns3;
using Nms.Gns3;

namespace Nms.Api.Gns3;

/// <summary>The configured GNS3 servers.</summary>
internal static class ServerEndpoints
{
    public static void MapServers(this IEndpointRouteBuilder api)
    {
        var servers = api.MapGroup("/servers").WithTags(ApiTags.Gns3);
        servers.MapGet("/", ListAsync).Require(Permissions.ServerRead).Describe(
            "list_servers", "Lists the configured GNS3 servers and whether each is heard.", null, RouteDescriptions.ReadFailures);
        servers.MapGet("/{name}", GetAsync).Require(Permissions.ServerRead).Describe(
            "get_server", "Shows one GNS3 server.", null, RouteDescriptions.ReadFailures);
        servers.MapPost("/{name}/refresh", RefreshAsync).Limit(EndpointClass.Expensive).Require(Permissions.ServerRefresh).Describe(
            "refresh_server", "Reads every project from one GNS3 server and compares.", "The differences become events.", RouteDescriptions.CommandFailures);
        servers.MapGet("/{name}/computes", ListComputesAsync).Require(Permissions.ServerRead).Describe(
            "list_computes", "Lists the computes of one GNS3 server.", null, RouteDescriptions.ReadFailures);
        servers.MapGet("/{name}/templates", ListTemplatesAsync).Require(Permissions.TemplateRead).Describe(
            "list_templates", "Lists the templates of one GNS3 server.", null, RouteDescriptions.ReadFailures);
    }

    private static async Task<Ok<ServerListResponse>> ListAsync(HttpContext context, ProjectReader reader, CancellationToken cancellationToken)
    {
        var servers = await reader.ListServersAsync(context.Caller(), cancellationToken);
        var freshness = Freshness.Oldest(servers.Select(server => Freshness.Of(server, reader.Now)));
        return TypedResults.Ok(freshness.Stamp(new ServerListResponse([.. servers.Select(ServerMapping.ToResponse)], servers.Length)));
    }

    private static async Task<Ok<ServerResponse>> GetAsync(
        string name, [FromQuery(Name = "refresh")] bool? refresh, HttpContext context, IGrainFactory grains, ProjectReader reader, CancellationToken cancellationToken)
    {
        var server = await ReadAsync(context.Caller(), name, refresh ?? false, grains, reader, cancellationToken);
        return TypedResults.Ok(Freshness.Of(server, reader.Now, refresh is not true).Stamp(server.ToResponse()));
    }

    private static async Task<Ok<ServerResponse>> RefreshAsync(
        string name, HttpContext context, IGrainFactory grains, ProjectReader reader, CancellationToken cancellationToken)
    {
        var server = await ReadAsync(context.Caller(), name, refresh: true, grains, reader, cancellationToken);
        return TypedResults.Ok(Freshness.Of(server, reader.Now, cached: false).Stamp(server.ToResponse()));
    }

    private static async Task<Ok<ComputeListResponse>> ListComputesAsync(
        string name, [FromQuery(Name = "refresh")] bool? refresh, HttpContext context, IGrainFactory grains, ProjectReader reader, CancellationToken cancellationToken)
    {
        var server = await ReadAsync(context.Caller(), name, refresh ?? false, grains, reader, cancellationToken);
        return TypedResults.Ok(Freshness.Of(server, reader.Now, refresh is not true)
            .Stamp(new ComputeListResponse([.. server.Computes.Select(ServerMapping.ToResponse)], server.Computes.Length)));
    }

    private static async Task<Ok<TemplateListResponse>> ListTemplatesAsync(
        string name,
        [FromQuery(Name = "refresh")] bool? refresh,
        [AsParameters] PageQuery page,
        HttpContext context,
        IGrainFactory grains,
        ProjectReader reader,
        CancellationToken cancellationToken)
    {
        var server = await ReadAsync(context.Caller(), name, refresh ?? false, grains, reader, cancellationToken);
        var templates = await grains.Gns3Server(server.Name).ListTemplatesAsync(cancellationToken);
        var answer = page.Fill(context, templates, ServerMapping.ToResponse, entries => new TemplateListResponse(entries));
        return TypedResults.Ok(Freshness.Of(server, reader.Now, refresh is not true).Stamp(answer));
    }

    private static async Task<ServerSnapshot> ReadAsync(
        Principal caller, string name, bool refresh, IGrainFactory grains, ProjectReader reader, CancellationToken cancellationToken)
    {
        // Only configured names become grain keys, or any caller could create activations at will.
        var known = await reader.ListServerNamesAsync(caller, cancellationToken);
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            throw new NotFoundException("server_not_found", $"There is no GNS3 server named {Uri.EscapeDataString(name)}; configured are: {string.Join(", ", known)}.");
        }

        if (refresh)
        {
            caller.DemandEverywhere(Permissions.ServerRefresh);
        }

        var server = refresh ? await grains.Gns3Server(name).RefreshAsync(cancellationToken) : await grains.Gns3Server(name).GetAsync(cancellationToken);
        return await reader.SeenByAsync(caller, server, cancellationToken);
    }
}
