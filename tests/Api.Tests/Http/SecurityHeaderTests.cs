using System.Net;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Http;

public sealed class SecurityHeaderTests : ApiTest
{
    [Theory]
    [InlineData("GET", "/api/v1/servers", 200)]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("POST", "/api/v1/projects", 415)]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/swagger/index.html", 200)]
    [InlineData("GET", "/api/v1/events/ws", 426)]
    public async Task Every_answer_has_them(string method, string path, int status)
    {
        using var response = await Host.RawAsync(new HttpMethod(method), path, method == "POST" ? "x" : null, "text/plain");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Contains("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.NotEmpty(response.Headers.GetValues("Permissions-Policy"));
        Assert.NotNull(response.Headers.CacheControl);
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_defect_has_them_too()
    {
        Model.Failure = new InvalidOperationException("a defect");

        using var response = await Host.RawAsync(HttpMethod.Post, $"{Project}/nodes/{FakeModel.Pc}/start");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.NotEmpty(response.Headers.GetValues("RateLimit"));
    }

    [Theory]
    [InlineData("/", "script-src 'self'", "style-src 'self';")]
    [InlineData("/app.js", "script-src 'self'", "style-src 'self';")]
    [InlineData("/swagger/index.html", "script-src 'self';", "style-src 'self' 'unsafe-inline'")]
    [InlineData("/api/v1/servers", "default-src 'none'", "frame-ancestors")]
    public async Task A_page_may_run_its_own_scripts_only(string path, string scripts, string styles)
    {
        using var response = await Host.RawAsync(HttpMethod.Get, path);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains(scripts, policy, StringComparison.Ordinal);
        Assert.Contains(styles, policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_kept_by_nobody_unless_it_says_so()
    {
        using var servers = await Host.RawAsync(HttpMethod.Get, "/api/v1/servers");
        using var topology = await Host.RawAsync(HttpMethod.Get, $"{Project}/topology");

        Assert.True(servers.Headers.CacheControl!.NoStore);
        Assert.False(topology.Headers.CacheControl!.NoStore);
    }
}
