using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nms.Testing;

namespace Nms.Api.Tests.OpenApi;

public sealed class OpenApiDocumentTests : ApiTest
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_document_is_the_reviewed_one()
    {
        var path = Path.Combine(Repository.Root, "docs", "reference", "openapi.json");
        var actual = (await Host.GetAsync("/swagger/v1/swagger.json")).ToJsonString(s_indented).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("NMS_UPDATE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(path, actual, Cancelled);
        }

        var reviewed = await File.ReadAllTextAsync(path, Cancelled);

        Assert.True(reviewed == actual, "docs/reference/openapi.json differs from the API. Run this test with NMS_UPDATE_OPENAPI=1 and review the difference. " + FirstDifference(reviewed, actual));
    }

    [Fact]
    public async Task The_document_has_the_six_tags_and_every_operation_uses_one_of_them()
    {
        var document = await Host.GetAsync("/swagger/v1/swagger.json");
        string[] tags =
        [
            "Common - Infrastructure", "Hub Communication", "Equipment Discovery", "Event Management", "GNS3 Integration", "System Orchestration",
        ];

        Assert.Equal(tags, Names(document["tags"]!));
        Assert.All(Operations(document), operation => Assert.Contains(Assert.Single(operation["tags"]!.AsArray())!.GetValue<string>(), tags));
    }

    [Fact]
    public async Task Every_operation_has_a_name_and_a_summary_and_every_parameter_is_described()
    {
        var document = await Host.GetAsync("/swagger/v1/swagger.json");

        Assert.All(Operations(document), operation =>
        {
            Assert.NotEmpty(operation["operationId"]!.GetValue<string>());
            Assert.NotEmpty(operation["summary"]!.GetValue<string>());
            Assert.All(operation["parameters"]?.AsArray() ?? [], parameter => Assert.NotNull(parameter!["description"]));
        });
    }

    [Fact]
    public async Task Errors_are_documented_in_the_one_shape()
    {
        var document = await Host.GetAsync("/swagger/v1/swagger.json");
        var failures = Operations(document)
            .SelectMany(operation => operation["responses"]!.AsObject())
            .Where(response => response.Key[0] is '4' or '5')
            .ToList();

        Assert.NotEmpty(failures);
        Assert.All(failures, failure => Assert.Equal(
            "#/components/schemas/ProblemResponse", failure.Value!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>()));
    }

    [Fact]
    public void Every_route_has_a_summary_also_those_that_are_not_in_the_document()
    {
        var silent = Host.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Empty(silent);
    }

    [Fact]
    public async Task The_documentation_page_answers()
    {
        using var response = await Host.Http.GetAsync("/swagger/index.html", Cancelled);

        Assert.True(response.IsSuccessStatusCode);
    }

    private static IEnumerable<JsonNode> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Where(member => member.Key != "parameters").Select(member => member.Value!);

    private static string FirstDifference(string reviewed, string actual)
    {
        var (before, after) = (reviewed.Split('\n'), actual.Split('\n'));
        var line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"First at line {line + 1}: reviewed {before.ElementAtOrDefault(line)?.Trim()}, now {after.ElementAtOrDefault(line)?.Trim()}";
    }
}
