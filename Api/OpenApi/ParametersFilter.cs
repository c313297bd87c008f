using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Nms.Contracts.Events;
using Nms.Contracts.Nodes;
using Nms.Contracts.Projects;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Nms.Api.OpenApi;

/// <summary>Says what a parameter means, which is the same on every route, and which words or numbers it takes.</summary>
internal sealed class ParametersFilter : IParameterFilter
{
    private static readonly FrozenDictionary<string, string> s_meanings = new Dictionary<string, string>
    {
        ["after"] = "Events above this sequence number; 0 begins with the oldest.",
        ["before"] = "Entries below this sequence number; the newest when absent.",
        ["first"] = "First entry to look at; the oldest that is kept when absent.",
        ["format"] = "ndjson or csv.",
        ["keyId"] = "The id of an API key.",
        ["known"] = "An entry and its hash as they were known before: <sequence>:<hash>.",
        ["last"] = "Last entry to look at; the newest when absent.",
        ["limit"] = "How many entries to send at most; 100 when absent.",
        ["linkId"] = "GNS3's link id.",
        ["module"] = "Name of the module that listens.",
        ["name"] = "Name; in a list, a part of it, whatever its case.",
        ["nodeId"] = "GNS3's node id.",
        ["node_id"] = "Only of this node.",
        ["offset"] = "How many entries to leave out; 0 when absent.",
        ["owner"] = "Only of this user.",
        ["path"] = "Path of the file inside the node's directory.",
        ["priority"] = "The lowest priority wanted.",
        ["project"] = "GNS3's project id.",
        ["projectId"] = "GNS3's project id.",
        ["project_id"] = "Only of this project.",
        ["refresh"] = "true asks GNS3 before answering.",
        ["role"] = "Name of a role; in a list of users, only those who have it.",
        ["room"] = "A project id, to hear only of it, or any name.",
        ["server"] = "Only of this GNS3 server, by its configured name.",
        ["snapshotId"] = "GNS3's snapshot id.",
        ["status"] = "Only in this status.",
        ["templateId"] = "GNS3's template id.",
        ["type"] = "Only of this node type.",
        ["types"] = "Comma-separated event types; node.* stands for all that begin so.",
        ["userId"] = "The id of a user.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (parameter is not OpenApiParameter described)
        {
            return;
        }

        described.Description ??= s_meanings.GetValueOrDefault(described.Name ?? "");
        if (Words(context.ParameterInfo?.ParameterType) is { } words)
        {
            described.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)] };
        }

        if (described is { Name: "limit", Schema: OpenApiSchema limit })
        {
            limit.Minimum = "1";
            limit.Maximum = "1000";
        }
    }

    private static string[]? Words(Type? type) => type switch
    {
        _ when type == typeof(Word<NodeStatus>?) => Word<NodeStatus>.All,
        _ when type == typeof(Word<ProjectStatus>?) => Word<ProjectStatus>.All,
        _ when type == typeof(Word<EventPriority>?) => Word<EventPriority>.All,
        _ => null,
    };
}
