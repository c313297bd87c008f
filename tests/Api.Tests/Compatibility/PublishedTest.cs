using System.Text.Json.Nodes;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Compatibility;

/// <summary>A test that speaks as a client of the former hub does.</summary>
public abstract class PublishedTest : ApiTest
{
    /// <summary>The first form.</summary>
    protected const string Central = "/api/common/api/gns3-central";

    /// <summary>The second form.</summary>
    protected const string V1 = "/api/common/api/v1";

    protected const string NoUuid = "project-123";

    protected static string Node { get; } = $$"""{"project_id":"{{FakeModel.Campus}}","node_id":"{{FakeModel.Pc}}"}""";

    protected static string NodeQuery { get; } = $"project_id={FakeModel.Campus}&node_id={FakeModel.Pc}";

    protected Task<JsonNode> PostAsync(string path, string? body = null, int status = 200, string contentType = "application/json") =>
        Host.SendAsync(HttpMethod.Post, path, body, status, contentType);

    /// <summary>Every error has one sentence, a code, the fields to blame and the time.</summary>
    protected static void IsProblem(JsonNode problem, int status, string code, params string[] fields)
    {
        Shape.Holds(problem, "error:text", "code:text", "message:text", "details:object", "timestamp:time", "trace_id:text");
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Equal(fields.Order(), problem["details"]!.AsObject().Select(pair => pair.Key).Order());
    }
}
