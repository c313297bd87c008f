using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Nms.Lab.Nodes;
using Nms.Testing.Servers;

namespace Nms.Lab.Tests.Notifications;

/// <summary>The rule that a project closes five seconds after its last listener has left, in virtual time.</summary>
public sealed class AutoCloseTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private LabServer _lab = null!;
    private LabClient _client = null!;

    private string Campus => _lab.State.ProjectNamed("campus").Id;

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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_project_closes_five_seconds_after_its_last_listener_left(bool byWebSocket)
    {
        await ListenAndLeaveAsync(byWebSocket);

        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.True(_lab.State.ProjectNamed("campus").IsOpen);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        await EventuallyAsync(() => !_lab.State.ProjectNamed("campus").IsOpen, "campus to close");
    }

    [Fact]
    public async Task Closing_stops_the_nodes_and_tells_the_controller_stream()
    {
        var node = _lab.State.NodeNamed("campus", "PC1");
        await using var controller = await _client.ListenAsync("/v2/notifications/ws");
        await ListenAndLeaveAsync(byWebSocket: true);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("campus", (await controller.UntilAsync("project.closed"))[^1].Event["name"]!.GetValue<string>());
        Assert.Equal(NodeStatus.Stopped, node.Status);
    }

    [Fact]
    public async Task A_listener_that_comes_back_in_time_keeps_the_project_open()
    {
        await ListenAndLeaveAsync(byWebSocket: true);
        await using var back = await _client.ListenAsync($"/v2/projects/{Campus}/notifications/ws");

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.True(_lab.State.ProjectNamed("campus").IsOpen);
    }

    [Fact]
    public async Task A_project_that_nobody_listened_to_stays_open()
    {
        await using (await _client.ListenAsync("/v2/notifications/ws"))
        {
        }

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.True(_lab.State.ProjectNamed("campus").IsOpen);
    }

    [Fact]
    public async Task A_project_without_auto_close_stays_open()
    {
        await _client.SendAsync("PUT", $"/v2/projects/{Campus}", new JsonObject { ["auto_close"] = false });
        await ListenAndLeaveAsync(byWebSocket: true);

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.True(_lab.State.ProjectNamed("campus").IsOpen);
    }

    [Fact]
    public async Task Silence_is_broken_by_a_ping_after_five_seconds()
    {
        await using var project = await _client.ListenAsync($"/v2/projects/{Campus}/notifications/ws");
        var next = project.NextAsync();

        for (var second = 0; second < 6; second++)
        {
            await EventuallyAsync(() => _lab.State.Notifications.ProjectListeners(Campus) == 1, "the listener");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("ping", (await next).Action);
    }

    private async Task ListenAndLeaveAsync(bool byWebSocket)
    {
        if (byWebSocket)
        {
            await using var listener = await _client.ListenAsync($"/v2/projects/{Campus}/notifications/ws");
        }
        else
        {
            using var response = await _client.Http.GetAsync($"/v2/projects/{Campus}/notifications", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            Assert.StartsWith("{\"action\": \"ping\"", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await EventuallyAsync(() => _lab.State.Notifications.ProjectListeners(Campus) == 0, "the listener to leave");
    }

    /// <summary>The server notices a socket's end in its own time, which no clock of the test drives.</summary>
    private static async Task EventuallyAsync(Func<bool> condition, string awaited)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition()) Assert.True(await timer.WaitForNextTickAsync(deadline.Token), $"Waited for {awaited}");
    }
}
