using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Errors;

public sealed class ErrorShapeTests : ApiTest
{
    private static readonly string s_start = $"{Project}/nodes/{FakeModel.Pc}/start";

    public static TheoryData<string, string, string?, string, int, string> Mistakes => new()
    {
        { "GET", "/api/v1/nothing", null, "", 404, "route_not_found" },
        { "GET", "/elsewhere", null, "", 404, "route_not_found" },
        { "DELETE", "/api/v1/servers", null, "", 405, "method_not_allowed" },
        { "GET", "/api/v1/projects/not-a-uuid", null, "", 400, "validation_error" },
        { "GET", $"/api/v1/projects/{Guid.Empty}", null, "", 404, "project_not_found" },
        { "POST", "/api/v1/projects", "{\"name\":", "application/json", 400, "malformed_json" },
        { "POST", "/api/v1/projects", "", "application/json", 400, "body_required" },
        { "POST", "/api/v1/projects", "null", "application/json", 400, "body_required" },
        { "POST", "/api/v1/projects", "{\"name\":5}", "application/json", 400, "validation_error" },
        { "POST", "/api/v1/projects", "{\"nmae\":\"x\"}", "application/json", 400, "validation_error" },
        { "POST", "/api/v1/projects", "{\"name\":\"a\",\"name\":\"b\"}", "application/json", 400, "validation_error" },
        { "POST", "/api/v1/projects", "name=x", "text/plain", 415, "unsupported_media_type" },
        { "POST", "/api/v1/projects", "name=x", "application/x-www-form-urlencoded", 415, "unsupported_media_type" },
        { "GET", "/api/v1/servers/other", null, "", 404, "server_not_found" },
        { "POST", "/api/common/api/gns3-central/start_node/", "{\"project_id\":", "application/json", 400, "malformed_json" },
        { "POST", "/api/common/api/gns3-central/start_node/", "[1]", "application/json", 400, "validation_error" },
        { "POST", "/api/common/api/gns3-central/start_node/", "<a/>", "application/xml", 415, "unsupported_media_type" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Every_mistake_is_told_in_the_one_shape(string method, string path, string? body, string contentType, int status, string code)
    {
        using var response = await Host.RawAsync(new HttpMethod(method), path, body, contentType);
        var text = await response.Content.ReadAsStringAsync(Cancelled);

        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(
            ["code", "correlation_id", "detail", "details", "error", "instance", "message", "status", "timestamp", "title", "trace_id", "type"],
            problem.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.Equal(problem["message"]!.GetValue<string>(), problem["error"]!.GetValue<string>());
        Assert.NotEmpty(problem["message"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\"name\":5}", "name")]
    [InlineData("{\"name\":\"x\",\"nmae\":\"x\"}", "nmae")]
    [InlineData("{\"name\":\"x\",\"auto_close\":\"yes\"}", "auto_close")]
    public async Task A_field_of_the_wrong_type_or_name_is_named_with_its_position(string body, string field)
    {
        var problem = await Host.SendAsync(HttpMethod.Post, "/api/v1/projects", body, 400);

        Assert.NotNull(problem["details"]![field]);
        Assert.Contains("line 1, position", problem["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_methods_that_an_address_takes_are_told()
    {
        using var response = await Host.RawAsync(HttpMethod.Delete, "/api/v1/servers");

        Assert.Contains("GET", response.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_body_over_1_MiB_is_413()
    {
        var body = $$"""{"name":"{{new string('x', 1 << 20)}}"}""";

        var problem = await Host.SendAsync(HttpMethod.Post, "/api/v1/projects", body, 413);

        Assert.Equal("body_too_large", problem["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_chunked_body_over_1_MiB_is_413_on_the_published_paths_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/common/api/gns3-central/start_node/");
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"project_id":"{{new string('x', 2 << 20)}}"}""")));
        request.Content.Headers.ContentType = new("application/json");

        using var response = await Host.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    public static TheoryData<Exception, int, string, string?> Failures => new()
    {
        { new NotFoundException("node_not_found", "m"), 404, "node_not_found", null },
        { new ConflictException("project_closed", "m"), 409, "project_closed", null },
        { new ForbiddenException("server_watch_only", "m"), 403, "server_watch_only", null },
        { new ValidationException("validation_error", "m"), 400, "validation_error", null },
        { new Gns3UnavailableException("gns3_unreachable", "m"), 502, "gns3_unreachable", "1" },
        { new Gns3UnavailableException("gns3_circuit_open", "m") { RetryAfter = TimeSpan.FromSeconds(59.2) }, 503, "gns3_circuit_open", "60" },
        { new Gns3TimeoutException("gns3_timeout", "m"), 504, "gns3_timeout", null },
        { new Gns3RefusedException("gns3_refused", "m") { Gns3Status = 409 }, 409, "gns3_refused", null },
        { new Gns3RefusedException("gns3_refused", "m") { Gns3Status = 400 }, 400, "gns3_refused", null },
        { new Gns3RefusedException("gns3_refused", "m") { Gns3Status = 403 }, 409, "gns3_refused", null },
        { new Gns3RefusedException("gns3_unauthorized", "m") { Gns3Status = 401 }, 502, "gns3_unauthorized", null },
        { new Gns3RefusedException("gns3_refused", "m") { Gns3Status = 500 }, 502, "gns3_refused", null },
        { new StorageException("storage_full", "m"), 503, "storage_full", "1" },
        { new NmsException("busy", "m") { IsTransient = true, RetryAfter = TimeSpan.FromSeconds(3) }, 503, "busy", "3" },
        { new TimeoutException("m"), 504, "hub_timeout", null },
        { new Orleans.Runtime.SiloUnavailableException("m"), 503, "hub_unavailable", "1" },
        { new InvalidOperationException("secret detail"), 500, "internal_error", null },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_failure_has_its_status_code_and_time_to_wait(Exception failure, int status, string code, string? retryAfter)
    {
        Model.Failure = failure;

        using var response = await Host.RawAsync(HttpMethod.Post, s_start);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Equal(retryAfter, response.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fields_of_a_refusal_by_a_grain_reach_the_caller()
    {
        Model.Failure = new ValidationException("validation_error", "m")
        {
            Details = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("ram", "must be positive"),
        };

        var problem = await Host.SendAsync(HttpMethod.Post, s_start, status: 400);

        Assert.Equal("must be positive", problem["details"]!["ram"]!.GetValue<string>());
    }
}
