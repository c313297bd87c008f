using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Nms.Contracts.Errors;
using Nms.Contracts.Events;
using Nms.Contracts.Gns3;
using Nms.Contracts.Nodes;
using Nms.Contracts.Projects;
using Nms.Contracts.Topology;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Nms.Api.OpenApi;

/// <summary>Examples, written by the serialiser that writes the answers, so that they cannot differ from them.</summary>
internal sealed class ExamplesFilter : ISchemaFilter
{
    private static readonly Guid s_project = new("3da59aa2-a868-4a29-b425-4e9bdc4cc924");
    private static readonly Guid s_node = new("0a4c1c06-e1a5-4f80-9f02-8ae0e7a2a9e1");
    private static readonly DateTimeOffset s_time = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<Type, object> s_examples = new object[]
    {
        new CreateProjectRequest("campus", "lab", AutoClose: false),
        new UpdateProjectRequest("campus-2"),
        new DuplicateProjectRequest("campus-copy"),
        new CreateSnapshotRequest("before the change"),
        new CreateNodeRequest("PC1", "vpcs", "local", 100, -50),
        new UpdateNodeRequest("PC2", 120, -50),
        new DuplicateNodeRequest(200, -50),
        new InstantiateTemplateRequest(100, 100, "PC3", "local"),
        new CreateLinkRequest([new LinkEndRequest(s_node, 0, 0), new LinkEndRequest(new Guid("7d1b3c55-1b0c-4f0e-9d52-1f6d0c3a7b11"), 0, 1)]),
        new UpdateLinkRequest(new Dictionary<string, JsonElement> { ["delay"] = Json("[50,10]"), ["packet_loss"] = Json("[2]") }),
        new StartCaptureRequest("pc1_to_sw1.pcap"),
        new ProblemResponse(
            "urn:nms:error:node_not_found",
            "Not Found",
            404,
            $"There is no node {s_node} in project {s_project}.",
            $"/api/v1/projects/{s_project}/nodes/{s_node}",
            $"There is no node {s_node} in project {s_project}.",
            "node_not_found",
            $"There is no node {s_node} in project {s_project}.",
            new Dictionary<string, string>(),
            "4bf92f3577b34da6a3ce929d0e0e4736",
            "4bf92f3577b34da6a3ce929d0e0e4736",
            s_time),
        new EventMessage(
            new Guid("019a9f6e-54b1-7c3a-8b5e-3f1d2a4c5b6d"),
            1042,
            "node.started",
            "gns3",
            s_project,
            s_node,
            Json($$"""{"project_id":"{{s_project}}","node_id":"{{s_node}}","node_name":"PC1","old_status":"stopped","new_status":"started"}"""),
            s_time,
            EventPriority.High,
            "delivered",
            0,
            null,
            []),
    }.ToDictionary(example => example.GetType());

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (s_examples.TryGetValue(context.Type, out var example) && schema is OpenApiSchema { Properties.Count: > 0 } described)
        {
            described.Examples = [WithoutNulls(JsonSerializer.SerializeToNode(example, context.Type, ApiJson.Options)!)];
        }
    }

    private static JsonNode WithoutNulls(JsonNode example)
    {
        foreach (var name in example.AsObject().Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            example.AsObject().Remove(name);
        }

        return example;
    }

    private static JsonElement Json(string text) => ApiJson.Element(text)!.Value;
}
