using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nms.Lab;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>The first two minutes: no settings, then one variable.</summary>
public sealed class NewcomerTests
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_settings_the_campus_of_the_Lab_is_live()
    {
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(folder.Path, cancellationToken: Cancellation);
        using var hub = new Hub(process);

        var nodes = await Eventually.GetsAsync(
            hub.NodesAsync, nodes => nodes.Count >= 12 && nodes.Any(node => node.Status == "started"), s_soon, Describe, Cancellation);
        await using var feed = await EventSocket.FollowAsync(process.Address, Cancellation);
        var node = nodes.First(node => node.Status == "started");
        var answer = await hub.PostAsync($"/api/v1/projects/{node.ProjectId}/nodes/{node.NodeId}/stop", Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer);
        await feed.NextAsync(e => e.Type == "node.stopped" && e.NodeId == node.NodeId, s_soon, Cancellation);
        Assert.True(Directory.Exists(Path.Combine(folder.Path, "data")));
    }

    [Fact]
    public async Task The_first_list_after_the_banner_shows_the_projects()
    {
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(folder.Path, cancellationToken: Cancellation);
        using var hub = new Hub(process);

        var list = await hub.GetAsync("/api/v1/projects", Cancellation);

        Assert.NotEmpty(list.GetProperty("projects").EnumerateArray());
    }

    [Fact]
    public async Task The_banner_says_where_to_go()
    {
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(folder.Path, cancellationToken: Cancellation);

        Assert.Contains("/swagger", process.Output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder.Path, "data"), process.Output, StringComparison.Ordinal);
        Assert.Contains("the built-in Lab, topology campus", process.Output, StringComparison.Ordinal);
        Assert.Contains("only this machine can reach it", process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_chosen_password_the_banner_shows_one_that_signs_in()
    {
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(folder.Path, [new("Nms__Admin__Password", "")], Cancellation);
        var shown = Regex.Match(process.Output, "name admin, password (\\S+)").Groups[1].Value;
        using var client = process.CreateClient(NmsProcess.SignIn("admin", shown));

        using var answer = await client.GetAsync(new Uri("/api/v1/projects", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(shown, string.Join('\n', Directory.EnumerateFiles(folder.Path, "*.log", SearchOption.AllDirectories).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_sees_the_page_and_the_documentation_and_nothing_else()
    {
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(folder.Path, cancellationToken: Cancellation);
        using var stranger = process.CreateClient(authorization: null);

        foreach (var (path, expected) in new[]
        {
            ("/", HttpStatusCode.OK), ("/swagger/v1/swagger.json", HttpStatusCode.OK), ("/health/live", HttpStatusCode.OK),
            ("/health/ready", HttpStatusCode.OK), ("/health", HttpStatusCode.Unauthorized), ("/metrics", HttpStatusCode.Unauthorized),
            ("/admin/orleans", HttpStatusCode.Unauthorized), ("/admin/orleans/DashboardCounters", HttpStatusCode.Unauthorized),
            ("/api/v1/projects", HttpStatusCode.Unauthorized), ("/ws/gns3/events/", HttpStatusCode.Unauthorized), ("/nowhere", HttpStatusCode.Unauthorized),
        })
        {
            using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            Assert.True(answer.StatusCode == expected, $"{path} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Swagger_the_health_checks_and_the_landing_page_answer()
    {
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(folder.Path, cancellationToken: Cancellation);
        using var hub = new Hub(process);

        foreach (var path in new[] { "/", "/swagger/index.html", "/swagger/v1/swagger.json", "/health/live", "/health/ready" })
        {
            using var answer = await hub.Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task One_variable_connects_another_GNS3_server()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        using var gns3 = new Gns3(lab.Url);
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(
            folder.Path, [new("Gns3__Servers__default__Url", $"{lab.Url}")], Cancellation);
        using var hub = new Hub(process);

        await hub.ShowsAsync(await gns3.NodesAsync(Cancellation), Cancellation);

        var health = await hub.GetAsync("/health", Cancellation);
        Assert.Equal("ok", State(health, "gns3:default"));
        Assert.DoesNotContain("Lab", process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_variables_of_the_former_hub_connect_it_too()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        using var gns3 = new Gns3(lab.Url);
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(
            folder.Path, [new("GNS3_HOST", "127.0.0.1"), new("GNS3_PORT", $"{lab.Url.Port}")], Cancellation);
        using var hub = new Hub(process);

        await hub.ShowsAsync(await gns3.NodesAsync(Cancellation), Cancellation);
    }

    [Fact]
    public async Task A_GNS3_server_that_is_down_leaves_the_hub_ready()
    {
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(
            folder.Path, [new("Gns3__Servers__default__Url", "http://127.0.0.1:9")], Cancellation);
        using var hub = new Hub(process);

        var ready = await hub.GetAsync("/health/ready", Cancellation);

        var health = await hub.GetAsync("/health", Cancellation);

        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Equal("warning", health.GetProperty("status").GetString());
        Assert.Equal("warning", State(health, "gns3:default"));
    }

    private static string? State(JsonElement health, string dependency) => health.GetProperty("dependencies").EnumerateArray()
        .Single(entry => entry.GetProperty("name").GetString() == dependency).GetProperty("state").GetString();

    private static string Describe(IReadOnlyList<NodeView> nodes) => $"{nodes.Count} nodes, {nodes.Count(node => node.Status == "started")} started";
}
