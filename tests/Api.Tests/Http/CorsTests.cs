using System.Net;

namespace Nms.Api.Tests.Http;

public sealed class CorsTests : ApiTest
{
    private const string Known = "https://ui.example.org";

    protected override Task<ApiHost> StartHostAsync() =>
        ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Nms:Http:CorsOrigins:0"] = Known });

    [Theory]
    [InlineData(Known, true)]
    [InlineData("https://evil.example.org", false)]
    [InlineData("http://ui.example.org", false)]
    [InlineData("null", false)]
    public async Task Only_a_configured_origin_may_read(string origin, bool allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nothing");
        request.Headers.Add("Origin", origin);

        using var response = await Host.Anonymous.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(allowed ? [origin] : [], Values(response, "Access-Control-Allow-Origin"));
        Assert.Empty(Values(response, "Access-Control-Allow-Credentials"));
        Assert.Equal(allowed, Values(response, "Access-Control-Expose-Headers").Any(value => value.Contains("RateLimit", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Known, true)]
    [InlineData("https://evil.example.org", false)]
    public async Task A_browser_is_told_before_what_a_page_may_send(string origin, bool allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/projects");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization, content-type");

        using var response = await Host.Http.SendAsync(request, Cancelled);

        Assert.Equal(allowed, Values(response, "Access-Control-Allow-Methods").Length > 0);
        Assert.Empty(Host.Quotas.Taken);
    }

    private static string[] Values(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? [.. values] : [];
}
