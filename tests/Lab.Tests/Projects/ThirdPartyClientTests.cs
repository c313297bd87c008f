using System.Text.Json.Nodes;
using Nms.Testing.Servers;

namespace Nms.Lab.Tests.Projects;

/// <summary>The calls that the usual Python client makes for a small lab, in its order and with its bodies.</summary>
public sealed class ThirdPartyClientTests(LabServerFixture fixture) : IClassFixture<LabServerFixture>
{
    [Fact]
    public async Task A_lab_is_built_run_and_removed_as_scripts_do_it()
    {
        using var client = new LabClient(fixture.Url);
        Assert.Equal("2.2.59", (await client.GetAsync("/v2/version"))["version"]!.GetValue<string>());
        var template = (await client.GetAsync("/v2/templates")).AsArray().Single(item => item!["name"]!.GetValue<string>() == "VPCS")!["template_id"];
        var project = $"/v2/projects/{(await client.PostAsync("/v2/projects", new JsonObject { ["name"] = "scripted" }))["project_id"]}";

        var nodes = new List<JsonNode>();
        for (var index = 0; index < 2; index++)
            nodes.Add(await client.PostAsync($"{project}/templates/{template}", new JsonObject { ["x"] = index * 100, ["y"] = 0, ["compute_id"] = "local" }));
        var link = await client.PostAsync($"{project}/links", new JsonObject
        {
            ["nodes"] = new JsonArray([.. nodes.Select(node => (JsonNode)new JsonObject { ["node_id"] = node["node_id"]!.GetValue<string>(), ["adapter_number"] = 0, ["port_number"] = 0 })]),
        });
        var renamed = await client.SendAsync("PUT", $"{project}/nodes/{nodes[0]["node_id"]}", new JsonObject { ["name"] = "left", ["x"] = -50 });
        var taken = await client.SendAsync("PUT", $"{project}/nodes/{nodes[1]["node_id"]}", new JsonObject { ["name"] = "left" });
        var file = await client.Http.PostAsync($"{project}/nodes/{nodes[0]["node_id"]}/files/startup.vpc", new StringContent("set pcname left\n"), TestContext.Current.CancellationToken);
        await client.SendAsync("POST", $"{project}/nodes/start");
        var running = await client.GetAsync($"{project}/nodes");
        var filters = await client.SendAsync("PUT", $"{project}/links/{link["link_id"]}", new JsonObject { ["filters"] = new JsonObject { ["packet_loss"] = new JsonArray(10) } });
        var snapshotWhileRunning = await client.SendAsync("POST", $"{project}/snapshots", new JsonObject { ["name"] = "s" });
        await client.SendAsync("POST", $"{project}/nodes/stop");
        var snapshot = await client.SendAsync("POST", $"{project}/snapshots", new JsonObject { ["name"] = "s" });
        var stats = await client.GetAsync($"{project}/stats");
        var deleted = await client.SendAsync("DELETE", project);

        Assert.Equal(["PC1", "PC2"], nodes.Select(node => node["name"]!.GetValue<string>()));
        Assert.Equal(":/symbols/vpcs_guest.svg", nodes[0]["symbol"]!.GetValue<string>());
        Assert.Equal((200, "left"), (renamed.Status, renamed.Body!["name"]!.GetValue<string>()));
        Assert.Equal((200, "left1"), (taken.Status, taken.Body!["name"]!.GetValue<string>()));
        Assert.Equal(System.Net.HttpStatusCode.Created, file.StatusCode);
        Assert.All(running.AsArray(), node => Assert.Equal("started", node!["status"]!.GetValue<string>()));
        Assert.Equal(201, filters.Status);
        Assert.Equal("Project must be stopped in order to export it", snapshotWhileRunning.Body!["message"]!.GetValue<string>());
        Assert.Equal(201, snapshot.Status);
        Assert.Equal((1, 2, 1), (stats["links"]!.GetValue<int>(), stats["nodes"]!.GetValue<int>(), stats["snapshots"]!.GetValue<int>()));
        Assert.Equal((204, 404), (deleted.Status, (await client.SendAsync("GET", project)).Status));
    }

    [Fact]
    public async Task Duplicating_a_project_gives_new_identifiers_and_a_free_name()
    {
        using var client = new LabClient(fixture.Url);
        var campus = fixture.Lab.State.ProjectNamed("campus").Id;

        var copy = await client.PostAsync($"/v2/projects/{campus}/duplicate", new JsonObject { ["name"] = "campus" });
        await client.PostAsync($"/v2/projects/{copy["project_id"]}/open");
        var nodes = (await client.GetAsync($"/v2/projects/{copy["project_id"]}/nodes")).AsArray();

        Assert.Equal(("campus-1", "closed", false), (copy["name"]!.GetValue<string>(), copy["status"]!.GetValue<string>(), copy["auto_close"]!.GetValue<bool>()));
        Assert.Equal(16, nodes.Count);
        Assert.DoesNotContain(nodes, node => node!["node_id"]!.GetValue<string>() == fixture.Lab.State.NodeNamed("campus", "PC1").Id);
        await client.SendAsync("DELETE", $"/v2/projects/{copy["project_id"]}");
    }

    [Theory]
    [InlineData("GET", "/v2/projects/{p}/nodes/{n}", 403)]
    [InlineData("POST", "/v2/projects/{p}/nodes/{n}/start", 403)]
    [InlineData("POST", "/v2/projects/{p}/snapshots", 403)]
    [InlineData("GET", "/v2/projects/{p}/nodes", 200)]
    [InlineData("GET", "/v2/projects/{p}/links", 200)]
    [InlineData("GET", "/v2/projects/{p}/stats", 200)]
    public async Task A_closed_project_answers_lists_and_refuses_the_rest(string method, string path, int status)
    {
        using var client = new LabClient(fixture.Url);
        var project = fixture.Lab.State.ProjectNamed("branch-office").Id;
        var body = path.EndsWith("snapshots", StringComparison.Ordinal) ? new JsonObject { ["name"] = "x" } : null;

        var answer = await client.SendAsync(method, path.Replace("{p}", project, StringComparison.Ordinal).Replace("{n}", Guid.Empty.ToString(), StringComparison.Ordinal), body);

        Assert.Equal(status, answer.Status);
        if (status == 403) Assert.Equal("The project is not opened", answer.Body!["message"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\"name\": 5}", "5 is not of type 'string', 'null'")]
    [InlineData("{}", "'name' is a required property")]
    [InlineData("{\"name\": \"x\", \"zoom\": \"big\"}", "'big' is not of type 'integer'")]
    [InlineData("{\"name\": \"x\", \"a\": 1, \"b\": true}", "Additional properties are not allowed ('a', 'b' were unexpected)")]
    [InlineData("{\"name\": \"x\", \"project_id\": \"not-a-uuid\"}", "'not-a-uuid' is too short")]
    [InlineData("[]", "[] is not of type 'object'")]
    [InlineData("{\"name\"", "Invalid JSON")]
    public async Task A_bad_body_is_answered_400_with_the_reason(string body, string reason)
    {
        using var client = new LabClient(fixture.Url);

        var response = await client.Http.PostAsync("/v2/projects", new StringContent(body), TestContext.Current.CancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(reason, answer["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("/v2/projects", answer["path"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        using var client = new LabClient(fixture.Url);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/projects") { Content = new ByteArrayContent(new byte[LabLimits.BodyBytes + 1]) };
        request.Headers.ExpectContinue = true;

        var response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_path_is_answered_as_text()
    {
        using var client = new LabClient(fixture.Url);

        var response = await client.Http.GetAsync("/v2/nothing", TestContext.Current.CancellationToken);

        Assert.Equal((404, "404: Not Found"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_capture_starts_stops_and_streams_a_valid_empty_file()
    {
        using var client = new LabClient(fixture.Url);
        var project = $"/v2/projects/{fixture.Lab.State.ProjectNamed("campus").Id}";
        var link = $"{project}/links/{(await client.GetAsync($"{project}/links"))[6]!["link_id"]}";

        var refused = await client.SendAsync("GET", link + "/pcap");
        var started = await client.PostAsync(link + "/start_capture", new JsonObject());
        var bytes = await client.Http.GetByteArrayAsync(link + "/pcap", TestContext.Current.CancellationToken);
        var stopped = await client.PostAsync(link + "/stop_capture");

        Assert.Equal(409, refused.Status);
        Assert.Equal((true, "PC1_0-0_to_SW1_0-1.pcap"), (started["capturing"]!.GetValue<bool>(), started["capture_file_name"]!.GetValue<string>()));
        Assert.Equal("D4C3B2A1020004000000000000000000FFFF000001000000", Convert.ToHexString(bytes));
        Assert.False(stopped["capturing"]!.GetValue<bool>());
    }
}
