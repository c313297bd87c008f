using System.Net;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Limits;

namespace Nms.Api.Tests.Limits;

public sealed class RateLimitTests : ApiTest
{
    private static readonly QuotaCaller s_here = new("127.0.0.1", IsAnonymous: true);

    protected override Task<ApiHost> StartHostAsync() => ApiHost.StartAsync(settings: new Dictionary<string, string?>
    {
        ["Nms:RateLimits:Window"] = "00:00:30",
        ["Nms:RateLimits:Read"] = "10",
        ["Nms:RateLimits:Command"] = "5",
    });

    [Fact]
    public async Task Every_answer_says_how_much_is_left()
    {
        using var first = await Host.RawAsync(HttpMethod.Get, "/api/v1/servers");
        using var second = await Host.RawAsync(HttpMethod.Get, "/api/v1/nothing");

        Assert.Equal("\"read\";q=10;w=30", Assert.Single(first.Headers.GetValues("RateLimit-Policy")));
        Assert.Equal("\"read\";r=9;t=3", Assert.Single(first.Headers.GetValues("RateLimit")));
        Assert.Equal("\"read\";r=8;t=6", Assert.Single(second.Headers.GetValues("RateLimit")));
    }

    [Fact]
    public async Task Beyond_the_limit_a_request_is_refused_with_the_time_to_wait()
    {
        for (var i = 0; i < 10; i++)
        {
            await Host.GetAsync("/api/v1/servers");
        }

        using var refused = await Host.RawAsync(HttpMethod.Get, "/api/v1/servers");
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync(Cancelled))!;

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("rate_limited", problem["code"]!.GetValue<string>());
        Assert.Equal(TimeSpan.FromSeconds(3), refused.Headers.RetryAfter!.Delta);
        Assert.Equal("\"read\";r=0;t=30", Assert.Single(refused.Headers.GetValues("RateLimit")));
    }

    [Fact]
    public async Task A_request_that_fails_says_so_too()
    {
        using var failed = await Host.RawAsync(HttpMethod.Post, "/api/v1/projects", "{");

        Assert.Equal(HttpStatusCode.BadRequest, failed.StatusCode);
        Assert.Equal("\"command\";r=4;t=6", Assert.Single(failed.Headers.GetValues("RateLimit")));
    }

    [Theory]
    [InlineData("GET", "/api/v1/projects", "read")]
    [InlineData("GET", "/", "read")]
    [InlineData("GET", "/swagger/v1/swagger.json", "read")]
    [InlineData("GET", "/nothing", "read")]
    [InlineData("DELETE", "/nothing", "command")]
    [InlineData("POST", "/api/v1/servers/lab/refresh", "expensive")]
    [InlineData("POST", "/api/common/api/gns3-central/refresh_topology/", "expensive")]
    public async Task A_request_counts_against_the_limit_of_its_class(string method, string path, string kind)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await Host.Anonymous.SendAsync(request, Cancelled);

        Assert.Equal((s_here, kind), Assert.Single(Host.Quotas.Taken.Keys));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("::1", "::/64")]
    [InlineData(null, "unknown")]
    public void An_address_stands_for_its_subscriber(string? address, string counted) =>
        Assert.Equal(counted, CallerAddress.Of(address is null ? null : IPAddress.Parse(address)));
}
