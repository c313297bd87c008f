using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Api.Projects;
using Nms.Api.Topology;
using Nms.Contracts.Gns3;
using Nms.Contracts.Nodes;
using Nms.Nodes;
using WireStatus = Nms.Contracts.Nodes.NodeStatus;

namespace Nms.Api.Nodes;

/// <summary>Nodes of one project, and of all.</summary>
internal static class NodeEndpoints
{
    public static void MapNodes(this IEndpointRouteBuilder api)
    {
        api.MapGet("/nodes", ListAllAsync).WithTags(ApiTags.Gns3).Require(Permissions.ProjectRead).Describe(
            "list_all_nodes", "Lists nodes of every project.", null, RouteDescriptions.ReadFailures);
        api.MapPost("/projects/{projectId}/templates/{templateId}", InstantiateTemplateAsync).Checks<InstantiateTemplateRequest>(NodeRules.Check).WithTags(ApiTags.Gns3).Require(Permissions.NodeManage).Describe(
            "instantiate_template", "Makes a node from a template.", null, RouteDescriptions.CommandFailures);

        var nodes = api.MapGroup("/projects/{projectId}/nodes").WithTags(ApiTags.Gns3);
        nodes.MapGet("/", ListAsync).Require(Permissions.ProjectRead).Describe(
            "list_nodes", "Lists nodes of a project.", null, RouteDescriptions.ReadFailures);
        nodes.MapPost("/", CreateAsync).Checks<CreateNodeRequest>(NodeRules.Check).Require(Permissions.NodeManage).Describe(
            "create_node", "Creates a node.", null, RouteDescriptions.CommandFailures);

        var node = nodes.MapGroup("/{nodeId}");
        node.MapGet("/", GetAsync).Produces<NodeResponse>().Require(Permissions.ProjectRead).Describe(
            "get_node", "Shows one node.", null, RouteDescriptions.ReadFailures);
        node.MapPatch("/", UpdateAsync).Checks<UpdateNodeRequest>(NodeRules.Check).Require(Permissions.NodeManage).Describe(
            "update_node", "Changes a node.", null, RouteDescriptions.CommandFailures);
        node.MapDelete("/", DeleteAsync).Require(Permissions.NodeManage).Describe(
            "delete_node", "Deletes a node and its links.", null, RouteDescriptions.CommandFailures);
        node.MapPost("/duplicate", DuplicateAsync).Checks<DuplicateNodeRequest>(NodeRules.Check).Require(Permissions.NodeManage).Describe(
            "duplicate_node", "Copies a node.", null, RouteDescriptions.CommandFailures);
        Action("start", Permissions.NodeStart, (commands, cancelled) => commands.StartAsync(cancelled), "Starts a node; a started one is left alone.");
        Action("stop", Permissions.NodeStop, (commands, cancelled) => commands.StopAsync(cancelled), "Stops a node; a stopped one is left alone.");
        Action("suspend", Permissions.NodeStop, (commands, cancelled) => commands.SuspendAsync(cancelled), "Suspends a node.", "Some node types, such as vpcs, ignore it.");
        Action("reload", Permissions.NodeReload, (commands, cancelled) => commands.ReloadAsync(cancelled), "Reloads a node: GNS3's own restart.");
        Action("restart", Permissions.NodeReload, (commands, cancelled) => commands.RestartAsync(cancelled), "Stops a node, waits until it is stopped, starts it.");
        node.MapGet("/console", GetConsoleAsync).Require(Permissions.ProjectRead).Describe(
            "get_console", "Shows where a node's console listens.", null, RouteDescriptions.ReadFailures);

        void Action(
            string action, string permission, Func<INodeCommandsGrain, CancellationToken, Task<NodeCommandResult>> act, string summary, string? description = null) =>
            node.MapPost($"/{action}", async (Guid projectId, Guid nodeId, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken) =>
            {
                var result = await act(grains.NodeCommands(new NodeKey(projectId, nodeId)), cancellationToken);
                audit.Changed(result);
                return TypedResults.Ok(result.ToResponse(action, reader.Now));
            }).Require(permission).Describe($"{action}_node", summary, description, RouteDescriptions.CommandFailures);
    }

    private static async Task<Ok<NodeListResponse>> ListAllAsync(
        [FromQuery(Name = "server")] string? server,
        [FromQuery(Name = "project_id")] Guid? projectId,
        [FromQuery(Name = "status")] Word<WireStatus>? status,
        [FromQuery(Name = "type")] string? type,
        [FromQuery(Name = "name")] string? name,
        [FromQuery(Name = "refresh")] bool? refresh,
        [AsParameters] PageQuery page,
        HttpContext context,
        TopologyReader reader,
        CancellationToken cancellationToken)
    {
        var (topologies, freshness) = await reader.ListAsync(context.Caller(), refresh ?? false, cancellationToken);
        var nodes = topologies
            .Where(topology => projectId is null || topology.Project.ProjectId == projectId)
            .Where(topology => server is null || topology.Project.Server == server)
            .SelectMany(topology => topology.Nodes);
        return Page(nodes, status, type, name, page, context, freshness);
    }

    private static async Task<Ok<NodeListResponse>> ListAsync(
        Guid projectId,
        [FromQuery(Name = "status")] Word<WireStatus>? status,
        [FromQuery(Name = "type")] string? type,
        [FromQuery(Name = "name")] string? name,
        [FromQuery(Name = "refresh")] bool? refresh,
        [AsParameters] PageQuery page,
        HttpContext context,
        TopologyReader reader,
        CancellationToken cancellationToken)
    {
        var (topology, freshness) = await reader.GetAsync(projectId, refresh ?? false, cancellationToken);
        return Page(topology.Nodes, status, type, name, page, context, freshness);
    }

    private static Ok<NodeListResponse> Page(
        IEnumerable<NodeSnapshot> nodes, Word<WireStatus>? status, string? type, string? name, PageQuery page, HttpContext context, Freshness freshness)
    {
        var matching = nodes
            .Where(node => status is null || node.Status.ToWire() == status.Value.Value)
            .Where(node => type is null || node.NodeType == type)
            .Where(node => name is null || node.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return TypedResults.Ok(freshness.Stamp(page.Fill(context, matching, NodeMapping.ToResponse, entries => new NodeListResponse(entries))));
    }

    private static async Task<Created<NodeResponse>> CreateAsync(
        Guid projectId, CreateNodeRequest request, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken)
    {
        var draft = new NodeDraft
        {
            Name = request.Name!,
            NodeType = request.NodeType!,
            ComputeId = request.ComputeId ?? "local",
            X = request.X,
            Y = request.Y,
            Z = request.Z,
            Symbol = request.Symbol,
            ConsoleType = request.ConsoleType,
            PropertiesJson = request.Properties?.GetRawText(),
        };
        return Made(await grains.ProjectCommands(projectId).CreateNodeAsync(draft, cancellationToken), reader, audit);
    }

    private static async Task<Created<NodeResponse>> InstantiateTemplateAsync(
        Guid projectId, Guid templateId, InstantiateTemplateRequest request, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken)
    {
        return Made(
            await grains.ProjectCommands(projectId).InstantiateTemplateAsync(
                templateId, request.X!.Value, request.Y!.Value, request.Name, request.ComputeId, cancellationToken),
            reader,
            audit);
    }

    private static async Task GetAsync(
        Guid projectId, Guid nodeId, [FromQuery(Name = "refresh")] bool? refresh, HttpContext context, ProjectReader reader, CancellationToken cancellationToken)
    {
        var (node, freshness) = await reader.GetNodeAsync(new NodeKey(projectId, nodeId), refresh ?? false, cancellationToken);
        await RenderedNode.WriteAsync(context, node, freshness);
    }

    private static async Task<Ok<NodeResponse>> UpdateAsync(
        Guid projectId, Guid nodeId, UpdateNodeRequest request, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = (await grains.Project(projectId).GetNodeAsync(nodeId, cancellationToken)).Node;
        var changes = new NodeChanges
        {
            Name = request.Name,
            X = request.X,
            Y = request.Y,
            Z = request.Z,
            Symbol = request.Symbol,
            Locked = request.Locked,
            ConsoleType = request.ConsoleType,
            PropertiesJson = request.Properties?.GetRawText(),
        };
        var node = await grains.NodeCommands(new NodeKey(projectId, nodeId)).UpdateAsync(changes, cancellationToken);
        audit.Changed(before.ToResponse(), node.ToResponse());
        return TypedResults.Ok(Freshness.Asked(reader.Now).Stamp(node.ToResponse()));
    }

    private static async Task<NoContent> DeleteAsync(
        Guid projectId, Guid nodeId, IGrainFactory grains, AuditNote audit, CancellationToken cancellationToken)
    {
        var before = (await grains.Project(projectId).GetNodeAsync(nodeId, cancellationToken)).Node;
        await grains.NodeCommands(new NodeKey(projectId, nodeId)).DeleteAsync(cancellationToken);
        audit.Gone(before);
        return TypedResults.NoContent();
    }

    private static async Task<Created<NodeResponse>> DuplicateAsync(
        Guid projectId, Guid nodeId, DuplicateNodeRequest request, IGrainFactory grains, ProjectReader reader, AuditNote audit, CancellationToken cancellationToken)
    {
        return Made(
            await grains.NodeCommands(new NodeKey(projectId, nodeId)).DuplicateAsync(request.X!.Value, request.Y!.Value, request.Z ?? 0, cancellationToken),
            reader,
            audit);
    }

    private static async Task<Ok<ConsoleResponse>> GetConsoleAsync(
        Guid projectId, Guid nodeId, ProjectReader reader, CancellationToken cancellationToken)
    {
        var (node, freshness) = await reader.GetNodeAsync(new NodeKey(projectId, nodeId), refresh: false, cancellationToken);
        return TypedResults.Ok(freshness.Stamp(node.Console?.ToResponse() ?? new ConsoleResponse("none", null, null, null)));
    }

    private static Created<NodeResponse> Made(NodeSnapshot node, ProjectReader reader, AuditNote audit)
    {
        audit.Made(node);
        return TypedResults.Created(
            $"/api/v1/projects/{node.Key.ProjectId}/nodes/{node.Key.NodeId}", Freshness.Asked(reader.Now).Stamp(node.ToResponse()));
    }
}
