using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Nms.Api.Errors;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Nms.Api.OpenApi;

/// <summary>Says what a parameter means, which is the same on every route, and which words or numbers it takes.</summary>
internal sealed class ParametersFilter : IParameterFilter
{
    private static readonly FrozenDictionary<string, string> s_meanings = new Dictionary<string, string>
    {
        ["address"] = "Only what has this address, or one in this block, such as 10.0.0.0/24.",
        ["Idempotency-Key"] = "Starting again with the same key gives the run that is there, whatever became of it.",
        ["after"] = "Entries above this sequence number; 0 begins with the oldest.",
        ["before"] = "Entries below this sequence number; the newest when absent.",
        ["capability"] = "Only those that have it.",
        ["first"] = "First entry to look at; the oldest that is kept when absent.",
        ["format"] = "The form of the answer.",
        ["from"] = "The older version; the one before when absent.",
        ["key"] = "Only with this key.",
        ["keyId"] = "The id of an API key.",
        ["connectionId"] = "The id of a client's connection, as its first frame told it.",
        ["cursor"] = "The run behind which to go on: next of the page before.",
        ["device_type"] = "Only of this kind: router, switch, server, host, …",
        ["equipment"] = "Id of the equipment: GNS3's node id.",
        ["equipmentId"] = "Id of the equipment; in a lab, GNS3's node id.",
        ["known"] = "An entry and its hash as they were known before: <sequence>:<hash>.",
        ["last"] = "Last entry to look at; the newest when absent.",
        ["limit"] = "How many entries to send at most; 100 when absent.",
        ["linkId"] = "GNS3's link id.",
        ["lost"] = "true: only what the last run did not find any more; false: only the others.",
        ["mac"] = "Only what has this MAC address, in any spelling, or six digits and more of its beginning or end.",
        ["max"] = "How many messages to hand out at most, 1 to 500; 50 when absent.",
        ["messageId"] = "The id of a message.",
        ["message_type"] = "Only of this type.",
        ["module"] = "Name of the module.",
        ["name"] = "Name; in a list, a part of it, whatever its case.",
        ["nodeId"] = "GNS3's node id.",
        ["node_id"] = "Only of this node.",
        ["node_type"] = "Only of this GNS3 node type.",
        ["offset"] = "How many entries to leave out; 0 when absent.",
        ["owner"] = "Only of this user.",
        ["parent_run_id"] = "Only steps of this run.",
        ["path"] = "Path of the file inside the node's directory.",
        ["priority"] = "The lowest priority wanted.",
        ["project"] = "GNS3's project id.",
        ["projectId"] = "GNS3's project id.",
        ["project_id"] = "Only of this project.",
        ["q"] = "Only where a name, vendor, model, serial number, address or MAC address has this.",
        ["refresh"] = "true asks GNS3 before answering.",
        ["role"] = "Name of a role; in a list of users, only those who have it.",
        ["room"] = "A project id, to hear only of it, or any name.",
        ["runId"] = "The id of a run.",
        ["scheduleId"] = "The id of a schedule.",
        ["serial"] = "Only what has this serial number.",
        ["server"] = "Only of this GNS3 server, by its configured name.",
        ["snapshotId"] = "GNS3's snapshot id.",
        ["snmp"] = "true: only what has an SNMP agent; false: only the others.",
        ["state"] = "Only in this state.",
        ["status"] = "Only in this status.",
        ["templateId"] = "GNS3's template id.",
        ["to"] = "The newer version; the newest when absent.",
        ["type"] = "Only of this node type.",
        ["types"] = "Comma-separated event types; node.* stands for all that begin so.",
        ["userId"] = "The id of a user.",
        ["vendor"] = "Only of this vendor, or a part of the name.",
        ["version"] = "Number of the version; the newest when absent.",
        ["webhookId"] = "The id of a webhook.",
        ["workflow"] = "Only of this workflow.",
        ["wait"] = "Seconds to wait for the first message, or for the end of a run, 0 to 60; 0 when absent.",
        ["wait_seconds"] = "How long to wait for the end, 0 to 60 seconds; 0 when absent.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (parameter is not OpenApiParameter described)
        {
            return;
        }

        described.Description ??= s_meanings.GetValueOrDefault(described.Name ?? "");
        if (Words.Of(context.ParameterInfo?.ParameterType ?? typeof(object)) is { } words)
        {
            described.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)] };
        }

        if (described.Schema is OpenApiSchema number && context.ParameterInfo?.GetCustomAttribute<WithinAttribute>() is { } within)
        {
            number.Minimum = within.Least.ToString(CultureInfo.InvariantCulture);
            number.Maximum = double.IsPositiveInfinity(within.Most) ? null : within.Most.ToString(CultureInfo.InvariantCulture);
        }
    }
}
