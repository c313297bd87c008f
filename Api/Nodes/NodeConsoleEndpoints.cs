using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.Limits;
using Nms.Api.OpenApi;
using Nms.Consoles;
using Nms.Contracts.Nodes;
using Nms.Nodes;

namespace Nms.Api.Nodes;

/// <summary>Commands at the consoles of nodes.</summary>
internal static class NodeConsoleEndpoints
{
    private const int MostCommands = 20;
    private const int LongestCommand = 512;

    public static void MapNodeConsoles(this IEndpointRouteBuilder api) =>
        api.MapPost("/projects/{projectId}/nodes/{nodeId}/console/commands", TypeAsync)
            .Checks<ConsoleCommandsRequest>(Check).Limit(EndpointClass.Expensive).WithTags(ApiTags.Gns3).Require(Permissions.ConsoleRead)
            .Describe(
                "type_console_commands",
                "Types commands at the console of a node.",
                "Commands that change nothing, and those of Nms:Consoles:Commands; the others are refused before anything is typed. Secrets in answers are redacted without node.file.read.",
                [.. RouteDescriptions.CommandFailures]);

    private static void Check(ConsoleCommandsRequest request, FieldErrors errors)
    {
        errors.When(request.Commands is not { Count: > 0 and <= MostCommands }, "commands", $"must be 1 to {MostCommands} commands");
        for (var i = 0; i < Math.Min(request.Commands?.Count ?? 0, MostCommands); i++)
        {
            var command = request.Commands![i];
            errors.When(
                string.IsNullOrWhiteSpace(command) || command.Length > LongestCommand || command.Any(c => c is < ' ' or > '~'),
                $"commands[{i}]",
                $"must be one line of printable ASCII, at most {LongestCommand} characters");
        }
    }

    private static async Task<Ok<ConsoleCommandsResponse>> TypeAsync(
        Guid projectId, Guid nodeId, ConsoleCommandsRequest request, HttpContext context, INodeConsoles consoles, AuditNote audit, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        audit.Changed(null, new { request.Commands });
        var said = await consoles.TypeAsync(
            new NodeKey(projectId, nodeId), [.. request.Commands!], caller.Allows(Permissions.ConsoleWrite, projectId), caller.Allows(Permissions.NodeFileRead, projectId), cancellationToken);
        return TypedResults.Ok(new ConsoleCommandsResponse(
            nodeId, said.Dialect, said.Prompt, [.. said.Lines.Select(line => new ConsoleAnswerResponse(line.Command, line.Text, line.IsRefused))], said.Error));
    }
}
