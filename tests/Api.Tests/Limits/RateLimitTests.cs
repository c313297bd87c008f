using System.Net;
using System.Text.Json.Nodes;
using Nms.Access;
using Nms.Api.Limits;

namespace Nms.Api.Tests.Limits;

public sealed class RateLimitTests : ApiTest
{
    private static readonly QuotaCaller s_here = new("127.0.0.1", IsAnonymous: true);

    private int _keys;

    protected override Task<ApiHost> StartHostAsync() => ApiHost.StartAsync(settings: new Dictionary<string, string?>
    {
        ["Nms:RateLimits:Window"] = "00:00:30",
        ["Nms:RateLimits:Read"] = "10",
        ["Nms:RateLimits:Command"] = "5",
        ["Nms:RateLimits:ModuleRead"] = "3",
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

    [Fact]
    public async Task The_keys_of_a_module_share_a_limit_of_their_own()
    {
        var (one, other) = (await KeyAsync("monitoring"), await KeyAsync("Monitoring"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await ReadAsync(i == 0 ? one : other));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await ReadAsync(one));
        Assert.Equal(4, Host.Quotas.Taken[(new QuotaCaller("module:monitoring", IsAnonymous: false), "read")]);
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(await KeyAsync("discovery")));
    }

    [Fact]
    public async Task A_key_that_calls_itself_a_module_and_may_not_connect_is_counted_as_any_other()
    {
        var key = await KeyAsync("monitoring", "server.read");
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await ReadAsync(key));
        }
    }

    private async Task<string> KeyAsync(string module, params string[] permissions)
    {
        var body = new JsonObject
        {
            ["name"] = $"key {++_keys} of a module",
            ["module"] = module,
            ["permissions"] = new JsonArray([.. (permissions is [] ? ["server.read", "module.connect"] : permissions).Select(permission => (JsonNode)permission)]),
        };
        return (await Host.SendAsync(HttpMethod.Post, "/api/v1/api-keys", body.ToJsonString(), 201))["key"]!.GetValue<string>();
    }

    private async Task<HttpStatusCode> ReadAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/servers");
        request.Headers.Add("X-Api-Key", key);
        using var response = await Host.Anonymous.SendAsync(request, Cancelled);
        return response.StatusCode;
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
