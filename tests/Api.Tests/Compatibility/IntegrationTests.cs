
namespace Nms.Api.Tests.Compatibility;

/// <summary>What other modules are told of GNS3, and the tables of contents.</summary>
public sealed class IntegrationTests : PublishedTest
{
    [Fact]
    public async Task Detection_asks_gns3_and_answers_200_either_way()
    {
        var found = await PostAsync(V1 + "/integration/gns3/detect/");
        Model.Failure = new Gns3UnavailableException("gns3_unreachable", "Nobody answers.");
        var missed = await PostAsync(V1 + "/integration/gns3/detect/");

        Shape.Holds(found, "available:flag", "host:text", "port:number", "version:text", "projects_count:number", "detection_time:time", "error:text?", "servers:list");
        Assert.True(found["available"]!.GetValue<bool>());
        Assert.False(missed["available"]!.GetValue<bool>());
        Assert.Equal("Nobody answers.", missed["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task Projects_are_an_array_with_their_nodes()
    {
        var projects = (await Host.GetAsync(V1 + "/integration/gns3/projects/")).AsArray();

        Assert.Equal(["archive", "campus"], Names(projects));
        Shape.Holds(projects[1]!, "project_id:text", "name:text", "status:text", "node_count:number", "nodes:list");
        Assert.Equal(4, projects[1]!["nodes"]!.AsArray().Count);
    }

    [Fact]
    public async Task Projects_of_a_server_that_is_not_heard_are_left_out()
    {
        foreach (var id in Model.Projects.Keys.ToList())
        {
            Model.Change(id, topology => topology with { Project = topology.Project with { Live = false } });
        }

        Assert.Empty((await Host.GetAsync(V1 + "/integration/gns3/projects/")).AsArray());
    }

    [Fact]
    public async Task The_consolidated_topology_has_empty_places_for_what_nobody_told()
    {
        var topology = await Host.GetAsync(V1 + "/integration/topology/");

        Shape.Holds(topology, "gns3_topology:list", "docker_services:object", "modules_topology:object", "integration_map:object", "consolidation_time:time");
        Assert.Equal(2, topology["gns3_topology"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_index_of_the_module_names_addresses_that_answer()
    {
        var index = await Host.GetAsync("/api/common/");

        Shape.Holds(index, "module:text", "description:text", "version:text", "documentation:text", "endpoints:object", "websocket:object", "features:object");
        Assert.Equal("1.0", index["version"]!.GetValue<string>());
        foreach (var address in index["endpoints"]!.AsObject().Select(pair => pair.Value!.GetValue<string>()))
        {
            using var response = await Host.RawAsync(HttpMethod.Options, address);

            Assert.Equal((address, 405), (address, (int)response.StatusCode));
        }
    }

    [Fact]
    public async Task The_root_of_the_interface_answers_whoever_probes_it()
    {
        Shape.Holds(await Host.GetAsync("/api/"), "name:text", "version:text", "documentation:text", "endpoints:object");
        Shape.Holds(await Host.GetAsync("/api"), "name:text");
    }
}
