using System.Net;
using Nms.Api.Tests.Access;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Compatibility;

/// <summary>Every address of the contract leads to a handler, in every form that clients know.</summary>
public sealed class PublishedPathTests : PublishedTest
{
    private static readonly string[] s_common = ["/api/common/api/", "/api/common/api/api/", "/api/common/gns3/api/"];

    private static readonly string[] s_v1 = ["/api/common/api/v1/", "/api/common/integration/"];

    private static readonly string[] s_commonReads =
    [
        "gns3-central/status/", "gns3-central/quick-status/", "quick-status/", "gns3/status/",
        "gns3-central/topology/", "gns3-central/quick-topology/", "quick-topology/", "gns3/topology/",
        $"gns3-central/node_status/?node_id={FakeModel.Pc}",
        "gns3-events/stats/", "gns3-events/quick-stats/", "quick-stats/", "events/stats/", "health/",
    ];

    private static readonly string[] s_commonCommands =
    [
        $"gns3-central/start_node/?{NodeQuery}", $"gns3/nodes/start/?{NodeQuery}", $"gns3-central/stop_node/?{NodeQuery}", $"gns3/nodes/stop/?{NodeQuery}",
        $"gns3-central/restart_node/?{NodeQuery}", $"gns3-central/start_project/?project_id={FakeModel.Campus}", "gns3-central/refresh_topology/",
    ];

    private static readonly string[] s_v1Reads =
    [
        "gns3-central/status/", "gns3-central/topology/", "gns3-central/events/stats/", "integration/gns3/projects/", "integration/topology/", "integration/health/",
        "integration/results/", "celery/tasks/", "hub/workflows/", $"hub/workflows/runs/{FakeWorkflows.Run}/",
    ];

    private static readonly string[] s_v1Commands =
    [
        $"gns3-central/nodes/start/?{NodeQuery}", $"gns3-central/nodes/stop/?{NodeQuery}", $"gns3-central/nodes/restart/?{NodeQuery}",
        $"gns3-central/projects/start/?project_id={FakeModel.Campus}", "gns3-central/topology/refresh/", "integration/gns3/detect/",
    ];

    private static readonly string[] s_otherReads =
    [
        "/api/", "/api/common/", "/api/gns3/server/status/?force=true", "/api/gns3/projects/", $"/api/gns3/projects/{FakeModel.Campus}/nodes/",
        $"/api/gns3/projects/{FakeModel.Campus}/open/", $"/api/gns3/projects/{FakeModel.Campus}/close/",
    ];

    private static readonly string[] s_otherCommands =
    [
        $"/api/gns3/projects/{FakeModel.Campus}/open/", $"/api/gns3/projects/{FakeModel.Campus}/close/", $"/api/gns3/projects/{FakeModel.Campus}/start/",
        $"/api/gns3/projects/{FakeModel.Campus}/start_all_nodes/", $"/api/gns3/startup-status/{FakeModel.Campus}/start_complete/",
        $"/api/gns3/projects/?action=activate_for_testing&project_id={FakeModel.Campus}",
    ];

    private static IEnumerable<string> Reads => [.. Under(s_common, s_commonReads), .. Under(s_v1, s_v1Reads), .. s_otherReads];

    private static IEnumerable<string> Commands => [.. Under(s_common, s_commonCommands), .. Under(s_v1, s_v1Commands), .. s_otherCommands];

    [Fact]
    public async Task Every_read_answers_at_every_address()
    {
        foreach (var path in Reads)
        {
            await Host.GetAsync(path);
        }
    }

    [Fact]
    public async Task Every_command_answers_at_every_address()
    {
        foreach (var path in Commands)
        {
            await PostAsync(path);
        }
    }

    [Fact]
    public async Task The_last_slash_may_be_left_out()
    {
        foreach (var path in Reads.Skip(1).Select(WithoutLastSlash))
        {
            await Host.GetAsync(path);
        }

        foreach (var path in Commands.Select(WithoutLastSlash))
        {
            await PostAsync(path);
        }
    }

    [Fact]
    public async Task A_module_interface_is_created_at_every_address()
    {
        foreach (var path in Under(s_common, ["gns3-central/create_module_interface/", "modules/create-interface/"])
            .Concat(Under(s_v1, ["gns3-central/modules/create-interface/"])))
        {
            await PostAsync(path, """{"module_name":"monitoring"}""", status: 201);
        }
    }

    [Fact]
    public async Task Reading_at_the_address_of_a_command_is_told_which_method_it_takes()
    {
        foreach (var path in Under(s_common, s_commonCommands).Concat(Under(s_v1, s_v1Commands)))
        {
            IsProblem(await Host.GetAsync(path, status: 405), 405, "method_not_allowed");
        }
    }

    [Fact]
    public async Task Posting_where_there_is_only_a_read_is_told_which_method_it_takes()
    {
        using var response = await Host.RawAsync(HttpMethod.Post, V1 + "/integration/gns3/projects/", "{}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_documentation_paths_lead_to_the_documentation()
    {
        using var client = Host.ClientWith(null);
        foreach (var path in Under(s_common, ["docs/", "redoc/", "schema/"]))
        {
            using var response = await client.GetAsync(path, Cancelled);

            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
            Assert.StartsWith("/swagger", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_redirect_of_the_documentation_leads_to_is_there()
    {
        var document = await Host.GetAsync("/api/common/api/api/schema/");

        Assert.NotNull(document["openapi"]);
    }

    [Fact]
    public async Task The_document_holds_each_call_once_under_its_first_address()
    {
        var paths = (await Host.GetAsync("/swagger/v1/swagger.json"))["paths"]!.AsObject().Select(pair => pair.Key).ToList();

        Assert.Contains(paths, path => path.TrimEnd('/') == "/api/common/api/gns3-central/start_node");
        Assert.Contains(paths, path => path.TrimEnd('/') == "/api/common/api/v1/gns3-central/nodes/start");
        Assert.DoesNotContain(paths, path => path.Contains("/api/api/", StringComparison.Ordinal)
            || path.Contains("/common/gns3/", StringComparison.Ordinal)
            || path.Contains("/common/integration/", StringComparison.Ordinal)
            || path.Contains("quick-", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Under(string[] mounts, string[] paths) => mounts.SelectMany(mount => paths.Select(path => mount + path));

    private static string WithoutLastSlash(string path) => path.Replace("/?", "?", StringComparison.Ordinal).TrimEnd('/');
}
