using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Nms.Testing.Servers;

namespace Nms.Lab.Tests.Faults;

/// <summary>What goes wrong on purpose.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private LabServer _lab = null!;
    private LabClient _client = null!;

    private string Stream => $"/v2/projects/{_lab.State.ProjectNamed("campus").Id}/notifications/ws";

    public async ValueTask InitializeAsync()
    {
        _lab = await LabServer.StartAsync(LabServerFixture.Options, _time, TestContext.Current.CancellationToken);
        _client = new LabClient(_lab.Url);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task The_next_requests_are_refused_and_then_no_more()
    {
        _lab.Faults.ErrorsToCome = 2;
        _lab.Faults.ErrorStatus = 500;

        Assert.Equal((500, 500, 200), (await StatusAsync(), await StatusAsync(), await StatusAsync()));
    }

    [Fact]
    public async Task Every_request_is_refused_while_the_ratio_is_one()
    {
        _lab.Faults.ErrorRatio = 1;

        Assert.Equal((503, 503), (await StatusAsync(), await StatusAsync()));
    }

    [Fact]
    public async Task An_answer_comes_later_by_the_latency()
    {
        _lab.Faults.Latency = TimeSpan.FromMinutes(1);

        var answer = StatusAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var advanced = TimeSpan.Zero;
        while (!answer.IsCompleted && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            advanced += TimeSpan.FromSeconds(10);
        }

        Assert.Equal(200, await answer);
        Assert.True(advanced >= TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Requests_wait_until_they_are_answered_again()
    {
        _lab.Faults.NeverAnswer = true;
        var answer = StatusAsync();
        await _client.GetAsync("/lab/faults");
        Assert.False(answer.IsCompleted);

        _lab.Faults.NeverAnswer = false;

        Assert.Equal(200, await answer);
    }

    [Fact]
    public async Task An_answer_ends_in_the_middle()
    {
        _lab.Faults.MalformedAnswersToCome = 1;

        var text = await _client.Http.GetStringAsync("/v2/version", TestContext.Current.CancellationToken);

        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(text));
    }

    [Fact]
    public async Task Notifications_are_doubled_lost_and_spoiled()
    {
        await using var project = await _client.ListenAsync(Stream);
        var node = _lab.State.NodeNamed("campus", "PC1");
        _lab.Nodes.Stop(node);
        foreach (var _ in Enumerable.Range(0, 3)) await project.NextAsync();

        _lab.Faults.MissingNotifications = 1;
        _lab.Nodes.Start(node);
        _lab.Faults.Clear();
        _lab.Faults.DuplicateNotifications = 1;
        _lab.Nodes.Suspend(_lab.State.NodeNamed("campus", "SRV1"));
        var (first, second) = (await project.NextTextAsync(), await project.NextTextAsync());
        _lab.Faults.Clear();
        _lab.Faults.MalformedNotificationsToCome = 1;
        _lab.Nodes.Start(_lab.State.NodeNamed("campus", "SRV1"));

        Assert.Contains("\"status\": \"suspended\"", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
        var spoiled = await project.NextTextAsync();
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(spoiled));
    }

    [Fact]
    public async Task Sockets_are_dropped_without_a_word()
    {
        await using var project = await _client.ListenAsync(Stream);

        await _client.SendAsync("PUT", "/lab/faults", new JsonObject { ["drop_sockets"] = true });

        await Assert.ThrowsAnyAsync<WebSocketException>(project.NextAsync);
    }

    [Fact]
    public async Task Faults_are_set_shown_and_ended_over_http()
    {
        var node = _lab.State.NodeNamed("campus", "PC1").Id;
        await _client.SendAsync("PUT", "/lab/faults", new JsonObject { ["latency_ms"] = 5, ["error_ratio"] = 0.5, ["frozen_nodes"] = new JsonArray(node) });
        var shown = await _client.GetAsync("/lab/faults");
        var (refused, complaint) = await _client.SendAsync("PUT", "/lab/faults", new JsonObject { ["error_ratio"] = 2 });
        await _client.SendAsync("DELETE", "/lab/faults");

        Assert.Equal((5L, 0.5, node), (shown["latency_ms"]!.GetValue<long>(), shown["error_ratio"]!.GetValue<double>(), shown["frozen_nodes"]![0]!.GetValue<string>()));
        Assert.Equal(400, refused);
        Assert.Contains("greater than the maximum of 1", complaint!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(_lab.Faults.IsFrozen(node));
        Assert.Equal(TimeSpan.Zero, _lab.Faults.Latency);
    }

    [Fact]
    public async Task The_page_describes_every_fault()
    {
        var page = await _client.Http.GetStringAsync("/lab/", TestContext.Current.CancellationToken);

        foreach (var (fault, _) in (await _client.GetAsync("/lab/faults")).AsObject()) Assert.Contains(fault, page, StringComparison.Ordinal);
    }

    private async Task<int> StatusAsync() => (await _client.SendAsync("GET", "/v2/version")).Status;
}
