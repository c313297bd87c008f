using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nms.Api.Errors;
using Nms.Api.Tests.Access;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Errors;

/// <summary>Everything that is wrong with a request is told at once, per field; looked at on every operation of our own that takes JSON.</summary>
public sealed partial class ValidationTests : ApiTest
{
    private const string Unknown = "no_such_field";

    [Fact]
    public async Task A_wrong_name_a_wrong_type_and_a_broken_rule_are_told_together_by_every_operation()
    {
        var silent = new List<string>();
        foreach (var (operation, type) in Operations())
        {
            var wrong = type.GetProperties().FirstOrDefault(property => !Required(property) && property.PropertyType != typeof(JsonElement?) && property.PropertyType != typeof(IReadOnlyDictionary<string, JsonElement>));
            var body = new JsonObject { [Unknown] = 1 };
            string[] expected = [Unknown, .. type.GetProperties().Where(Required).Select(Name)];
            if (wrong is not null)
            {
                body[Name(wrong)] = new JsonObject { ["of"] = new JsonArray("another type") };
                expected = [.. expected, Name(wrong)];
            }

            silent.AddRange((await MissingAsync(operation, body.ToJsonString(), expected)).Select(field => $"{operation} does not tell of {field}"));
        }

        Assert.Empty(silent);
    }

    [Fact]
    public async Task A_body_near_the_limit_is_told_of_like_a_small_one_by_every_operation()
    {
        var silent = new List<string>();
        foreach (var (operation, type) in Operations())
        {
            var body = $$"""{"another_unknown_field":2,"{{Unknown}}":"{{new string('x', 1_000_000)}}","{{Unknown}}_2":null}""";
            string[] expected = [Unknown, $"{Unknown}_2", "another_unknown_field", .. type.GetProperties().Where(Required).Select(Name)];
            silent.AddRange((await MissingAsync(operation, body, expected)).Select(field => $"{operation} does not tell of {field}"));
        }

        Assert.Empty(silent);
    }

    [Fact]
    public void Every_operation_that_takes_JSON_states_its_rules()
    {
        var silent = Endpoints()
            .Where(endpoint => endpoint.Route.Metadata.GetMetadata<BodyRules>() is null)
            .Select(endpoint => endpoint.Route.RoutePattern.RawText!);

        Assert.Empty(silent);
    }

    [Fact]
    public async Task A_word_that_is_none_is_told_the_words_there_are_by_every_operation()
    {
        var silent = new List<string>();
        foreach (var (operation, type) in Operations())
        {
            foreach (var field in type.GetProperties().Where(property => Words.Of(property.PropertyType) is not null))
            {
                var body = new JsonObject { [Name(field)] = "morse", [Unknown] = 1 };
                var details = await DetailsAsync(operation.Request(body.ToJsonString()));
                silent.AddRange(details[Name(field)]?.GetValue<string>() == Words.Complaint(field.PropertyType) && details.ContainsKey(Unknown) ? [] : [$"{operation}: {field.Name}"]);
            }
        }

        Assert.Empty(silent);
    }

    [Fact]
    public async Task A_word_that_is_none_is_told_the_words_and_its_place_when_nothing_else_is_wrong()
    {
        var problem = await Host.SendAsync(HttpMethod.Post, "/api/v1/messages", """{"target":"lab","priority":"urgent"}""", 400);

        Assert.Equal("Field priority must be one of low, normal, high, critical (line 1, position 36).", problem["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task Numbers_out_of_range_and_unreadable_parameters_of_every_operation_are_told_together()
    {
        var document = await Host.GetAsync("/swagger/v1/swagger.json");
        var silent = new List<string>();
        var looked = 0;
        foreach (var (path, operations) in document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/api/v1/", StringComparison.Ordinal)))
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var wrong = (operation!["parameters"]?.AsArray() ?? [])
                    .Where(parameter => parameter!["in"]!.GetValue<string>() == "query" && Wrong(parameter["schema"]!.AsObject()) is not null)
                    .ToDictionary(parameter => parameter!["name"]!.GetValue<string>(), parameter => Wrong(parameter!["schema"]!.AsObject())!);
                if (wrong.Count == 0)
                {
                    continue;
                }

                looked++;
                using var request = new HttpRequestMessage(
                    new HttpMethod(method), Hole().Replace(path, Guid.Empty.ToString()) + "?" + string.Join('&', wrong.Select(pair => $"{pair.Key}={pair.Value}")));
                var details = await DetailsAsync(request);
                silent.AddRange(wrong.Keys.Where(name => !details.ContainsKey(name)).Select(name => $"{method} {path}: {name}"));
            }
        }

        Assert.Empty(silent);
        Assert.True(looked > 10, $"{looked} operations have such parameters");
    }

    [Fact]
    public async Task A_body_whose_length_was_not_announced_is_told_of_as_well()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Project}/nodes");
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("""{"name":"","x":"far","z":99999999,"extra":1}""")));
        request.Content.Headers.ContentType = new("application/json");

        using var response = await Host.Http.SendAsync(request, Cancelled);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;

        Assert.Equal(
            """{"extra":"is not a known field","name":"is required","node_type":"is required","x":"has the wrong type","z":"must be from -1000000 to 1000000"}""",
            Sorted(problem["details"]!));
        Assert.Empty(Model.Commands);
    }

    [Fact]
    public async Task Parameters_and_body_are_told_of_together()
    {
        var problem = await Host.SendAsync(HttpMethod.Patch, $"{Project}/nodes/no-uuid", """{"x":"far","console_type":"morse"}""", 400);

        Assert.Equal(
            ["console_type", "node_id", "x"], problem["details"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_inside_of_a_list_keeps_its_place()
    {
        var body = $$$"""{"nodes":[7,{"node_id":"{{{FakeModel.Pc}}}","adapter_number":"one","port_number":-1}],"filters":{"warp":[1]}}""";

        var problem = await Host.SendAsync(HttpMethod.Post, $"{Project}/links", body, 400);

        Assert.Equal(
            ["filters.warp", "nodes[0]", "nodes[1].adapter_number", "nodes[1].port_number"],
            problem["details"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    private IEnumerable<(Operation Operation, Type Type)> Operations() =>
        Operation.All(Host)
            .Zip(AllRoutes(), (operation, route) => (Operation: operation, Route: route))
            .Join(Endpoints(), pair => pair.Route, endpoint => endpoint.Route, (pair, endpoint) => (pair.Operation, endpoint.Type, endpoint.Route))
            .Select(found => (found.Operation, found.Type));

    private IEnumerable<RouteEndpoint> AllRoutes() => Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(route => route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(_ => route));

    private IEnumerable<(RouteEndpoint Route, Type Type)> Endpoints() =>
        from route in AllRoutes().Distinct()
        where route.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal)
        let accepts = route.Metadata.GetMetadata<IAcceptsMetadata>()
        // What a workflow's definition must look like is told by those who read it.
        where accepts?.RequestType is { } type && type != typeof(JsonElement) && accepts.ContentTypes.Contains("application/json")
        select (route, accepts.RequestType);

    private async Task<IEnumerable<string>> MissingAsync(Operation operation, string body, string[] expected)
    {
        using var request = operation.Request(body);
        var details = await DetailsAsync(request);
        return expected.Where(field => !details.ContainsKey(field));
    }

    private async Task<JsonObject> DetailsAsync(HttpRequestMessage request)
    {
        using var response = await Host.Http.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True((int)response.StatusCode == 400, $"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!["details"]!.AsObject();
    }

    /// <summary>A value that a parameter does not take; null when it takes any.</summary>
    private static string? Wrong(JsonObject schema) =>
        schema["minimum"] is { } least ? (least.GetValue<decimal>() - 1).ToString(CultureInfo.InvariantCulture)
        : schema["enum"] is not null ? "morse"
        : schema["format"]?.GetValue<string>() == "uuid" ? "no-uuid"
        : schema["type"]!.GetValue<string>() is "integer" or "number" or "boolean" ? "far"
        : null;

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    private static bool Required(PropertyInfo property) => property.GetCustomAttribute<RequiredAttribute>() is not null;

    private static string Name(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    private static string Sorted(JsonNode details) =>
        new JsonObject(details.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString();
}
