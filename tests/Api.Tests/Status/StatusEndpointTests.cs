namespace Nms.Api.Tests.Status;

public sealed class StatusEndpointTests : ApiTest
{
    [Fact]
    public async Task The_status_counts_servers_model_cache_events_and_sockets()
    {
        await Host.GetAsync(Project);
        await Host.GetAsync($"{Project}?refresh=true");

        var status = await Host.GetAsync("/api/v1/status");

        Assert.Equal("connected", status["status"]!.GetValue<string>());
        Assert.Equal(2, status["model"]!["projects"]!.GetValue<int>());
        Assert.Equal(1, status["model"]!["opened_projects"]!.GetValue<int>());
        Assert.Equal(5, status["model"]!["nodes"]!.GetValue<int>());
        Assert.Equal(1, status["cache"]!["hits"]!.GetValue<long>());
        Assert.Equal(1, status["cache"]!["misses"]!.GetValue<long>());
        Assert.Equal(0.5, status["cache"]!["ratio"]!.GetValue<double>());
        Assert.Equal(7, status["gns3"]!["requests"]!.GetValue<long>());
        Assert.Equal(0, status["sockets"]!["connections"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_status_says_disconnected_when_no_server_is_heard()
    {
        Model.Server = Model.Server! with { Connected = false };

        var status = await Host.GetAsync("/api/v1/status");

        Assert.Equal("disconnected", status["status"]!.GetValue<string>());
        Assert.True(status["stale"]!.GetValue<bool>());
    }
}
