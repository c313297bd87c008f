using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Tests.Events;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Access;

/// <summary>A WebSocket shows and does what its holder may see and do at that moment.</summary>
public sealed class AuthorizationSocketTests : ApiTest
{
    private const string Path = "/ws/gns3/events/";

    [Fact]
    public async Task Events_of_other_projects_and_of_the_platform_never_arrive()
    {
        var limited = await Host.SignInAsync("olga", Callers.OperatorOf(FakeModel.Archive));
        await using var client = await SocketClient.SubscribeAsync(Host, limited, Path, "all_events");

        Host.Log.Append("node.started", FakeModel.Campus, FakeModel.Pc);
        Host.Log.Append("server.disconnected");
        Host.Log.Append("node.started", FakeModel.Archive, FakeModel.Old);

        Assert.Equal(3, await client.ReadSequenceAsync());
    }

    [Fact]
    public async Task Events_of_other_projects_are_not_resumed_either()
    {
        Host.Log.Append("node.started", FakeModel.Campus, FakeModel.Pc);
        Host.Log.Append("node.started", FakeModel.Archive, FakeModel.Old);
        var limited = await Host.SignInAsync("olga", Callers.OperatorOf(FakeModel.Archive));

        var (client, _) = await SocketClient.ConnectAsync(Host, "/api/v1/events/ws?after=0", caller: limited);
        await using (client)
        {
            Assert.Equal(2, await client.ReadSequenceAsync());
        }
    }

    [Fact]
    public async Task A_command_is_checked_as_its_route_is()
    {
        var limited = await Host.SignInAsync("olga", Callers.OperatorOf(FakeModel.Archive));
        var viewer = await Host.SignInAsync("vera", Callers.Viewer);
        await using var ofLimited = await SocketClient.SubscribeAsync(Host, limited, Path);
        await using var ofViewer = await SocketClient.SubscribeAsync(Host, viewer, Path);

        foreach (var action in new[] { "start", "stop", "restart", "suspend", "reload" })
        {
            Assert.Equal("project_not_found", (await ofLimited.AskAsync(Action(action)))["code"]!.GetValue<string>());
            Assert.Equal("forbidden", (await ofViewer.AskAsync(Action(action)))["code"]!.GetValue<string>());
        }

        Assert.Empty(Model.Commands);
    }

    [Fact]
    public async Task The_topology_over_the_socket_holds_what_the_caller_sees()
    {
        var limited = await Host.SignInAsync("olga", Callers.OperatorOf(FakeModel.Archive));
        await using var client = await SocketClient.SubscribeAsync(Host, limited, Path);

        var answer = await client.AskAsync(new JsonObject { ["type"] = "request_topology" });

        Assert.Equal([FakeModel.Archive.ToString()], answer["data"]!["projects"]!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task The_socket_of_a_disabled_user_is_closed_before_the_next_event()
    {
        var user = await Host.CreateUserAsync("olga", Callers.OperatorOf(FakeModel.Campus));
        await using var client = await SocketClient.SubscribeAsync(Host, Host.ClientOf("olga", FakeAccess.Password), Path, "all_events");

        await Host.ChangeUserAsync(user, new UserChanges { Enabled = false });
        await JudgeAsync();
        Host.Log.Append("node.started", FakeModel.Campus, FakeModel.Pc);
        var last = await client.TryReadAsync();

        Assert.Null(last);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
    }

    [Fact]
    public async Task After_the_access_is_withdrawn_no_command_is_taken()
    {
        var user = await Host.CreateUserAsync("olga", Callers.OperatorOf(FakeModel.Campus));
        await using var client = await SocketClient.SubscribeAsync(Host, Host.ClientOf("olga", FakeAccess.Password), Path);

        await Host.ChangeUserAsync(user, new UserChanges { Enabled = false });
        await JudgeAsync();
        await client.SendAsync(Action("start").ToJsonString());
        while (await client.TryReadAsync() is not null)
        {
        }

        Assert.Empty(Model.Commands);
    }

    [Fact]
    public async Task A_socket_shows_less_when_a_role_is_taken_away()
    {
        var user = await Host.CreateUserAsync("olga", Callers.OperatorOf(FakeModel.Campus, FakeModel.Archive));
        await using var client = await SocketClient.SubscribeAsync(Host, Host.ClientOf("olga", FakeAccess.Password), Path, "all_events");

        await Host.ChangeUserAsync(user, new UserChanges { Roles = [Callers.OperatorOf(FakeModel.Archive)] });
        await JudgeAsync();
        Host.Log.Append("node.started", FakeModel.Campus, FakeModel.Pc);
        Host.Log.Append("node.started", FakeModel.Archive, FakeModel.Old);

        Assert.Equal(2, await client.ReadSequenceAsync());
    }

    [Fact]
    public async Task The_socket_of_an_expired_key_is_closed()
    {
        var user = await Host.CreateUserAsync("olga", Callers.OperatorOf(FakeModel.Campus));
        var key = await Host.CreateKeyAsync(user, Host.Time.GetUtcNow().AddSeconds(1));
        using var program = Host.ClientWith($"ApiKey {key}");
        await using var client = await SocketClient.SubscribeAsync(Host, program, Path, "all_events");

        Host.Time.Advance(TimeSpan.FromSeconds(1));
        await JudgeAsync();

        Assert.Null(await client.TryReadAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
    }

    [Fact]
    public async Task Clients_are_judged_every_second()
    {
        await using var host = await ApiHost.StartAsync(realTime: true);
        var user = await host.CreateUserAsync("olga", Callers.Viewer);
        await using var client = await SocketClient.SubscribeAsync(host, host.ClientOf("olga", FakeAccess.Password), Path);

        await host.ChangeUserAsync(user, new UserChanges { Enabled = false });

        Assert.Null(await client.TryReadAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
    }

    private static JsonObject Action(string action) => new()
    {
        ["type"] = "node_action",
        ["action"] = action,
        ["project_id"] = FakeModel.Campus.ToString(),
        ["node_id"] = FakeModel.Pc.ToString(),
    };

    /// <summary>What happens once a second.</summary>
    private Task JudgeAsync() => Host.Gateway.JudgeClientsAsync(Cancelled);
}
