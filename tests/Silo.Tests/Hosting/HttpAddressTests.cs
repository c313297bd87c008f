using Microsoft.Extensions.Configuration;
using Nms.Silo.Hosting;

namespace Nms.Silo.Tests.Hosting;

public sealed class HttpAddressTests
{
    [Theory]
    [InlineData("urls", "http://127.0.0.1:8080")]
    [InlineData("urls", "http://localhost:8080;http://[::1]:8080")]
    [InlineData("urls", "http://127.8.0.1:8080")]
    [InlineData("Kestrel:Endpoints:One:Url", "http://localhost:8080")]
    public void An_address_of_this_machine_alone_lets_nobody_else_in(string key, string value)
    {
        Assert.Empty(HttpAddress.BeyondLoopback(Configuration((key, value))));
    }

    [Theory]
    [InlineData("urls", "http://0.0.0.0:8080")]
    [InlineData("urls", "http://*:8080")]
    [InlineData("urls", "http://+:8080")]
    [InlineData("urls", "http://[::]:8080")]
    [InlineData("urls", "http://192.0.2.1:8080")]
    [InlineData("urls", "http://hub.example.org:8080")]
    [InlineData("urls", "http://127.0.0.1:8080;http://10.0.0.1:8080")]
    [InlineData("http_ports", "8080")]
    [InlineData("https_ports", "8443")]
    [InlineData("Kestrel:Endpoints:One:Url", "https://*:8443")]
    [InlineData("Kestrel:Endpoints:One:Certificate:Path", "a.pfx")]
    public void Any_other_address_lets_other_machines_in(string key, string value)
    {
        Assert.NotEmpty(HttpAddress.BeyondLoopback(Configuration((key, value))));
    }

    [Fact]
    public void Endpoints_of_the_server_come_before_addresses_as_they_do_there()
    {
        Assert.NotEmpty(HttpAddress.BeyondLoopback(Configuration(("urls", "http://127.0.0.1:8080"), ("Kestrel:Endpoints:One:Url", "http://*:80"))));
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build();
}
