using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Gns3;

public sealed class ServerEndpointTests : ApiTest
{
    [Fact]
    public async Task Servers_are_listed_and_shown_without_secrets()
    {
        var list = await Host.GetAsync("/api/v1/servers");
        var server = await Host.GetAsync("/api/v1/servers/lab");

        Assert.Equal(["lab"], Names(list["servers"]!));
        Assert.True(server["connected"]!.GetValue<bool>());
        Assert.Equal("2.2.59", server["version"]!.GetValue<string>());
        Assert.Equal("local", server["computes"]![0]!["compute_id"]!.GetValue<string>());
        Assert.False(server["stale"]!.GetValue<bool>());
        Assert.Null(server["password"]);
    }

    [Fact]
    public async Task A_server_that_is_not_heard_is_stale()
    {
        Model.Server = Model.Server! with { Connected = false, LastError = "Connection refused" };

        var server = await Host.GetAsync("/api/v1/servers/lab");

        Assert.True(server["stale"]!.GetValue<bool>());
        Assert.Equal("Connection refused", server["last_error"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_server_is_read_anew_on_request()
    {
        var server = await Host.SendAsync(HttpMethod.Post, "/api/v1/servers/lab/refresh");

        Assert.False(server["cached"]!.GetValue<bool>());
        Assert.Equal(2, Model.Refreshes);
    }

    [Fact]
    public async Task A_refresh_while_GNS3_is_away_fails_as_GNS3_does()
    {
        Model.Failure = new Gns3UnavailableException("gns3_circuit_open", "Left in peace.") { RetryAfter = TimeSpan.FromSeconds(30) };

        var problem = await Host.SendAsync(HttpMethod.Post, "/api/v1/servers/lab/refresh", status: 503);

        Assert.Equal("gns3_circuit_open", problem["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Computes_and_templates_are_listed()
    {
        var computes = await Host.GetAsync("/api/v1/servers/lab/computes");
        var templates = await Host.GetAsync("/api/v1/servers/lab/templates?limit=1");

        Assert.Equal(["local"], Names(computes["computes"]!, "compute_id"));
        Assert.Equal(FakeModel.Template.ToString(), templates["templates"]![0]!["template_id"]!.GetValue<string>());
        Assert.Equal(1, templates["total"]!.GetValue<int>());
    }
}
