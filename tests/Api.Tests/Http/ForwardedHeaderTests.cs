using Nms.Access;

namespace Nms.Api.Tests.Http;

/// <summary>Whose address a request counts for, seen by whom its quota is taken from.</summary>
public sealed class ForwardedHeaderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "203.0.113.9", "127.0.0.1")] // nobody is believed unless configured
    [InlineData("192.0.2.1", "203.0.113.9", "127.0.0.1")] // another proxy
    [InlineData("127.0.0.1", "203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.0/8", "203.0.113.9", "203.0.113.9")]
    [InlineData("127.0.0.1", "198.51.100.66, 203.0.113.9", "203.0.113.9")] // the client's own claim stands left of the proxy's
    [InlineData("127.0.0.1", "198.51.100.66, 203.0.113.9, 127.0.0.1", "203.0.113.9")] // two proxies
    [InlineData("127.0.0.1", "not an address", "127.0.0.1")]
    [InlineData("127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public async Task Only_a_trusted_proxy_says_who_the_client_is(string? trusted, string forwarded, string counted)
    {
        await using var host = await ApiHost.StartAsync(settings: trusted is null ? null : new Dictionary<string, string?> { ["Nms:Http:TrustedProxies:0"] = trusted });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/servers");
        request.Headers.Add("X-Forwarded-For", forwarded);

        using var response = await host.Anonymous.SendAsync(request, Cancelled);

        Assert.Equal((new QuotaCaller(counted, IsAnonymous: true), "read"), Assert.Single(host.Quotas.Taken.Keys));
    }
}
