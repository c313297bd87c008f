using System.Globalization;
using System.Net;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Compatibility;

/// <summary>Parameters count wherever a client puts them, and what is wrong with them is said by name.</summary>
public sealed class RequestParameterTests : PublishedTest
{
    private const string Start = Central + "/start_node/";
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData(Start)]
    [InlineData("/api/common/api/api/gns3-central/start_node/")]
    [InlineData("/api/common/gns3/api/gns3-central/start_node/")]
    [InlineData("/api/common/api/v1/gns3-central/nodes/start/")]
    [InlineData("/api/common/integration/gns3-central/nodes/start/")]
    public async Task Parameters_may_stand_in_the_query_a_json_body_or_a_form(string path)
    {
        await PostAsync($"{path}?{NodeQuery}");
        await PostAsync(path, Node);
        await PostAsync(path, Node, contentType: "");
        await PostAsync(path, NodeQuery, contentType: Form);
        await PostAsync(path, Multipart(("project_id", $"{FakeModel.Campus}"), ("node_id", $"{FakeModel.Pc}")), contentType: "multipart/form-data; boundary=b");

        Assert.Equal(Enumerable.Repeat($"start {FakeModel.Campus}/{FakeModel.Pc}", 5), Model.Commands);
    }

    [Fact]
    public async Task Parameters_may_stand_in_several_places_and_others_are_left_alone()
    {
        await PostAsync($"{Start}?project_id={FakeModel.Campus}&x=1", $$"""{"node_id":"{{FakeModel.Pc}}","session_id":"s1","requester":{"name":"t"},"list":[1,null]}""");
        await PostAsync($"{Start}?project_id=&node_id={FakeModel.Pc}", $$"""{"project_id":"{{FakeModel.Campus}}"}""");

        Assert.Equal(2, Model.Commands.Count);
    }

    [Fact]
    public async Task Missing_parameters_are_all_named()
    {
        IsProblem(await PostAsync(Start, status: 400), 400, "validation_error", "project_id", "node_id");
        IsProblem(await PostAsync(Start, "{}", status: 400), 400, "validation_error", "project_id", "node_id");
        IsProblem(await PostAsync(Start, """{"project_id":null,"node_id":" "}""", status: 400), 400, "validation_error", "project_id", "node_id");
        IsProblem(await PostAsync(Start, "", status: 400, Form), 400, "validation_error", "project_id", "node_id");
        IsProblem(await PostAsync(V1 + "/gns3-central/projects/start/", "{}", status: 400), 400, "validation_error", "project_id");
        IsProblem(await Host.GetAsync(Central + "/node_status/", status: 400), 400, "validation_error", "node_id");
    }

    [Theory]
    [InlineData("""{"project_id":{"id":1},"node_id":"n"}""", "project_id")]
    [InlineData("""{"project_id":["a","b"],"node_id":"n"}""", "project_id")]
    [InlineData("""["project_id"]""", "body")]
    [InlineData("\"text\"", "body")]
    public async Task A_parameter_of_the_wrong_kind_is_named(string body, string field)
    {
        IsProblem(await PostAsync(Start, body, status: 400), 400, "validation_error", field);
    }

    [Theory]
    [InlineData("{\"project_id\":")]
    [InlineData("not json")]
    [InlineData("{\"project_id\":\"a\"} trailing")]
    public async Task A_body_that_is_no_json_is_refused(string body)
    {
        IsProblem(await PostAsync(Start, body, status: 400), 400, "malformed_json", "body");
    }

    [Fact]
    public async Task A_form_that_breaks_off_is_refused()
    {
        IsProblem(
            await PostAsync(Start, "--b\r\nContent-Disposition: form-data; name=\"project_id\"\r\n\r\nabc", status: 400, "multipart/form-data; boundary=b"),
            400, "malformed_form", "body");
    }

    [Fact]
    public async Task A_body_that_is_too_deep_too_large_or_of_another_kind_is_refused()
    {
        await PostAsync(Start, string.Concat(Enumerable.Repeat("[", 100)), status: 400);
        await PostAsync(Start, $$"""{"x":"{{new string('x', 70_000)}}"}""", status: 413);
        await PostAsync(Start, "<xml/>", status: 415, "text/xml");
    }

    [Theory]
    [InlineData(NoUuid, NoUuid, "project_not_found")]
    [InlineData("123", "456", "project_not_found")]
    [InlineData("3da59aa2-a868-4a29-b425-4e9bdc4cc924", "node-1", "node_not_found")]
    [InlineData("3da59aa2-a868-4a29-b425-4e9bdc4cc924", "00000000-0000-0000-0000-000000000001", "node_not_found")]
    public async Task Ids_that_name_nothing_are_not_found(string project, string node, string code)
    {
        foreach (var path in new[] { Start, Central + "/stop_node/", Central + "/restart_node/", V1 + "/gns3-central/nodes/restart/" })
        {
            IsProblem(await PostAsync($"{path}?project_id={project}&node_id={node}", status: 404), 404, code);
        }
    }

    [Fact]
    public async Task Loose_project_ids_are_not_found_everywhere()
    {
        IsProblem(await PostAsync($"{Central}/start_project/?project_id={NoUuid}", status: 404), 404, "project_not_found");
        IsProblem(await PostAsync($"{V1}/gns3-central/projects/start/", $$"""{"project_id":"{{NoUuid}}"}""", status: 404), 404, "project_not_found");
        IsProblem(await Host.GetAsync($"{Central}/node_status/?node_id=node-9", status: 404), 404, "node_not_found");
        foreach (var path in new[] { "nodes", "open", "close" })
        {
            IsProblem(await Host.GetAsync($"/api/gns3/projects/{NoUuid}/{path}/", status: 404), 404, "project_not_found");
        }

        IsProblem(await PostAsync($"/api/gns3/projects/{NoUuid}/start_all_nodes/", status: 404), 404, "project_not_found");
        IsProblem(await PostAsync($"/api/gns3/startup-status/{NoUuid}/start_complete/", status: 404), 404, "project_not_found");
    }

    [Fact]
    public async Task What_gns3_fails_with_is_told_and_never_ours()
    {
        foreach (var (failure, status) in new (Exception, HttpStatusCode)[]
        {
            (new Gns3TimeoutException("gns3_timeout", "Too slow."), HttpStatusCode.GatewayTimeout),
            (new Gns3UnavailableException("gns3_unreachable", "Gone."), HttpStatusCode.BadGateway),
            (new Gns3UnavailableException("gns3_circuit_open", "Gone.") { RetryAfter = TimeSpan.FromSeconds(7) }, HttpStatusCode.ServiceUnavailable),
            (new ConflictException("project_closed", "Closed."), HttpStatusCode.Conflict),
            (new ForbiddenException("server_watch_only", "Watched."), HttpStatusCode.Forbidden),
            (new TimeoutException(), HttpStatusCode.GatewayTimeout),
        })
        {
            Model.Failure = failure;
            foreach (var path in new[] { $"{Start}?{NodeQuery}", $"{Central}/start_project/?project_id={FakeModel.Campus}", $"/api/gns3/projects/{FakeModel.Campus}/open/" })
            {
                using var response = await Host.RawAsync(HttpMethod.Post, path);

                Assert.Equal((path, status), (path, response.StatusCode));
                Assert.Equal(status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable, response.Headers.RetryAfter is not null);
            }
        }
    }

    private static string Multipart(params (string Name, string Value)[] fields) => string.Concat(fields.Select(field => string.Create(
        CultureInfo.InvariantCulture, $"--b\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n"))) + "--b--\r\n";
}
