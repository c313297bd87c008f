using Nms.Api.Http;

namespace Nms.Api.Tests.Http;

public sealed class EdgeOptionsValidatorTests
{
    [Theory]
    [InlineData("https://ui.example.org", true)]
    [InlineData("http://localhost:5173", true)]
    [InlineData("https://ui.example.org/", false)]
    [InlineData("https://ui.example.org/app", false)]
    [InlineData("https://user@ui.example.org", false)]
    [InlineData("ftp://ui.example.org", false)]
    [InlineData("*", false)]
    public void An_origin_is_scheme_host_and_port(string origin, bool valid) =>
        Assert.Equal(valid, new EdgeOptionsValidator().Validate(null, new EdgeOptions { CorsOrigins = [origin] }).Succeeded);

    [Theory]
    [InlineData("10.0.0.5", true)]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("2001:db8::/32", true)]
    [InlineData("proxy", false)]
    [InlineData("10.0.0.0/33", false)]
    public void A_proxy_is_an_address_or_a_network(string proxy, bool valid)
    {
        var result = new EdgeOptionsValidator().Validate(null, new EdgeOptions { TrustedProxies = ["127.0.0.1", proxy] });

        Assert.Equal(valid, result.Succeeded);
        Assert.True(valid || result.FailureMessage!.StartsWith($"Nms:Http:TrustedProxies:1 is '{proxy}'; write an address", StringComparison.Ordinal));
    }
}
