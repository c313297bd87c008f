using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Nms.Testing.Servers;

namespace Nms.Lab.Tests.Projects;

/// <summary>Projects that leave the Lab and come back as .gns3project files, and one that a real server 2.2.59 wrote.</summary>
public sealed class ProjectArchiveTests(LabServerFixture fixture) : IClassFixture<LabServerFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_comes_back_as_it_left_under_new_identifiers()
    {
        using var client = new LabClient(fixture.Url);
        var source = await client.PostAsync("/v2/projects", new JsonObject { ["name"] = "travels" });
        var project = $"/v2/projects/{source["project_id"]}";
        var left = await client.PostAsync($"{project}/nodes", Vpcs("left"));
        var right = await client.PostAsync($"{project}/nodes", Vpcs("right"));
        await client.PostAsync($"{project}/links", new JsonObject { ["nodes"] = new JsonArray(End(left), End(right)) });
        await client.PostAsync($"{project}/drawings", new JsonObject { ["svg"] = "<svg/>", ["x"] = 1, ["y"] = 2 });
        using (var script = new StringContent("set pcname left\n"))
            await client.Http.PostAsync(new Uri($"{project}/nodes/{left["node_id"]}/files/startup.vpc", UriKind.Relative), script, Cancelled);

        using var exported = await client.Http.GetAsync(new Uri($"{project}/export", UriKind.Relative), Cancelled);
        var archive = await exported.Content.ReadAsByteArrayAsync(Cancelled);
        await using var heard = await client.ListenAsync("/v2/notifications/ws");
        var imported = await ImportAsync(client, archive, "?name=travels");
        var copy = $"/v2/projects/{imported.Body!["project_id"]}";
        var created = (await heard.UntilAsync("project.created"))[^1].Event;
        var closed = imported.Body["status"]!.GetValue<string>();
        await client.PostAsync($"{copy}/open");
        var nodes = (await client.GetAsync($"{copy}/nodes")).AsArray();
        var links = (await client.GetAsync($"{copy}/links")).AsArray();
        var file = await client.Http.GetStringAsync(new Uri($"{copy}/nodes/{nodes.Single(node => Name(node) == "left")!["node_id"]}/files/startup.vpc", UriKind.Relative), Cancelled);

        Assert.Equal(("application/gns3project", "travels.gns3project"), (exported.Content.Headers.ContentType!.MediaType, exported.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal((201, "travels-1", "closed"), (imported.Status, Name(imported.Body), closed));
        Assert.Equal(imported.Body["project_id"]!.GetValue<string>(), created["project_id"]!.GetValue<string>());
        Assert.Equal(["left", "right"], nodes.Select(Name));
        Assert.Equal("set pcname left\n", file);
        Assert.Single((await client.GetAsync($"{copy}/drawings")).AsArray());
        Assert.Equal(
            nodes.Select(node => node!["node_id"]!.GetValue<string>()).Order(),
            links.Single()!["nodes"]!.AsArray().Select(end => end!["node_id"]!.GetValue<string>()).Order());
        Assert.DoesNotContain(nodes, node => node!["node_id"]!.GetValue<string>() == left["node_id"]!.GetValue<string>());
        Assert.DoesNotContain(nodes, node => node!["console"]!.GetValue<int>() == left["console"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_project_that_a_real_server_exported_is_imported()
    {
        using var client = new LabClient(fixture.Url);

        var imported = await ImportAsync(client, await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Recordings", "real-demo.gns3project"), Cancelled));
        var project = $"/v2/projects/{imported.Body!["project_id"]}";
        await client.PostAsync($"{project}/open");

        Assert.Equal((201, "real-demo"), (imported.Status, Name(imported.Body)));
        Assert.Equal(["PC1", "PC2", "PC3", "PC4"], (await client.GetAsync($"{project}/nodes")).AsArray().Select(Name));
        Assert.Equal(2, (await client.GetAsync($"{project}/links")).AsArray().Count);
    }

    [Fact]
    public async Task A_running_project_is_not_exported()
    {
        using var client = new LabClient(fixture.Url);
        var project = $"/v2/projects/{(await client.PostAsync("/v2/projects", new JsonObject { ["name"] = "runs" }))["project_id"]}";
        var node = await client.PostAsync($"{project}/nodes", Vpcs("PC"));
        await client.PostAsync($"{project}/nodes/{node["node_id"]}/start");

        var answer = await client.SendAsync("GET", $"{project}/export");

        Assert.Equal((409, "Project must be stopped in order to export it"), (answer.Status, answer.Body!["message"]!.GetValue<string>()));
    }

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "no zip", "hello"u8.ToArray(), "Cannot import project, not a GNS3 project (invalid zip)" },
        { "no topology", Zip(("readme.txt", "x")), "Cannot import project, project.gns3 file could not be found" },
        { "no JSON", Zip(("project.gns3", "{")), "Cannot import project, the project.gns3 file is corrupted" },
        { "no nodes", Zip(("project.gns3", """{"name":"a","project_id":"00000000-0000-4000-8000-000000000001","topology":{}}""")), "Cannot import project, the project.gns3 file is corrupted" },
        { "a path out of its node", Zip(("project.gns3", Topology("")), ("project-files/vpcs/x/../../../etc/passwd", "x")), "Cannot import project, the project.gns3 file is corrupted" },
        { "a coordinate that is no number of 32 bits", Zip(("project.gns3", Topology("""
            {"node_id":"00000000-0000-4000-8000-000000000002","node_type":"vpcs","name":"PC","properties":{},"label":{"text":"PC"},"x":99999999999}
            """))), "Cannot import project, the project.gns3 file is corrupted" },
        { "a bomb", Zip(("project.gns3", Topology("")), ("project-files/vpcs/x/zeros", new string('0', LabLimits.FileBytes + 1))), "The lab takes" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task A_file_that_is_no_project_is_refused_and_leaves_nothing(string why, byte[] archive, string message)
    {
        using var client = new LabClient(fixture.Url);
        var before = (await client.GetAsync("/v2/projects")).AsArray().Count;

        var answer = await ImportAsync(client, archive);

        Assert.True(answer.Status == 409, why);
        Assert.StartsWith(message, answer.Body!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(before, (await client.GetAsync("/v2/projects")).AsArray().Count);
    }

    [Fact]
    public async Task A_project_is_loaded_by_the_path_of_its_file()
    {
        using var client = new LabClient(fixture.Url);
        var project = await client.PostAsync("/v2/projects", new JsonObject { ["name"] = "by-path" });
        await client.SendAsync("POST", $"/v2/projects/{project["project_id"]}/close");

        var loaded = await client.SendAsync("POST", "/v2/projects/load", new JsonObject { ["path"] = $"{project["path"]}/by-path.gns3" });
        var unknown = await client.SendAsync("POST", "/v2/projects/load", new JsonObject { ["path"] = "/nope/x.gns3" });

        Assert.Equal((201, "opened"), (loaded.Status, loaded.Body!["status"]!.GetValue<string>()));
        Assert.Equal(
            (409, "Could not load topology /nope/x.gns3: [Errno 2] No such file or directory: '/nope/x.gns3'"),
            (unknown.Status, unknown.Body!["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_registered_compute_is_listed_unconnected_and_takes_no_node()
    {
        using var client = new LabClient(fixture.Url);
        var project = $"/v2/projects/{(await client.PostAsync("/v2/projects", new JsonObject { ["name"] = "remote" }))["project_id"]}";
        await using var heard = await client.ListenAsync("/v2/notifications/ws");
        var address = new JsonObject { ["compute_id"] = "c2", ["name"] = "second", ["protocol"] = "http", ["host"] = "127.0.0.1", ["port"] = 19999, ["password"] = "secret" };

        var added = await client.SendAsync("POST", "/v2/computes", address);
        var taken = await client.SendAsync("POST", "/v2/computes", new JsonObject { ["name"] = "second", ["protocol"] = "http", ["host"] = "127.0.0.1", ["port"] = 1 });
        var node = await client.SendAsync("POST", $"{project}/nodes", new JsonObject { ["name"] = "PC", ["node_type"] = "vpcs", ["compute_id"] = "c2" });
        var renamed = await client.SendAsync("PUT", "/v2/computes/c2", new JsonObject { ["name"] = "third" });
        var listed = (await client.GetAsync("/v2/computes")).AsArray();
        var deleted = await client.SendAsync("DELETE", "/v2/computes/c2");

        Assert.Equal((201, false), (added.Status, added.Body!["connected"]!.GetValue<bool>()));
        Assert.DoesNotContain("secret", added.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((409, "Compute name \"second\" already exists"), (taken.Status, taken.Body!["message"]!.GetValue<string>()));
        Assert.Equal((409, "Cannot connect to compute 'second' with request POST /projects"), (node.Status, node.Body!["message"]!.GetValue<string>()));
        Assert.Equal((200, "third"), (renamed.Status, Name(renamed.Body!)));
        Assert.Equal(["local", "c2"], listed.Select(compute => compute!["compute_id"]!.GetValue<string>()));
        Assert.Equal((204, 404), (deleted.Status, (await client.SendAsync("GET", "/v2/computes/c2")).Status));
        Assert.Equal("c2", ((await heard.UntilAsync("compute.created"))[^1].Event)["compute_id"]!.GetValue<string>());
        Assert.Equal("third", Name((await heard.UntilAsync("compute.updated", compute => compute["compute_id"]!.GetValue<string>() == "c2"))[^1].Event));
        Assert.Equal("c2", ((await heard.UntilAsync("compute.deleted"))[^1].Event)["compute_id"]!.GetValue<string>());
    }

    private static async Task<(int Status, JsonNode? Body)> ImportAsync(LabClient client, byte[] archive, string query = "")
    {
        using var body = new ByteArrayContent(archive);
        using var answer = await client.Http.PostAsync(new Uri($"/v2/projects/{Guid.NewGuid()}/import{query}", UriKind.Relative), body, Cancelled);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled)));
    }

    private static JsonObject Vpcs(string name) => new() { ["name"] = name, ["node_type"] = "vpcs", ["compute_id"] = "local" };

    private static JsonObject End(JsonNode node) => new() { ["node_id"] = node["node_id"]!.GetValue<string>(), ["adapter_number"] = 0, ["port_number"] = 0 };

    private static string Name(JsonNode? entity) => entity!["name"]!.GetValue<string>();

    private static string Topology(string node) =>
        $$$"""{"name":"a","project_id":"00000000-0000-4000-8000-000000000001","topology":{"nodes":[{{{node}}}],"links":[],"drawings":[]}}""";

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return file.ToArray();
    }
}
