using Nms.Gns3;

namespace Nms.Protocols.Gns3.Tests;

public sealed class Gns3ConsoleTests
{
    [Theory]
    [InlineData("0.0.0.0", "gns3.lan")]
    [InlineData("::", "gns3.lan")]
    [InlineData("[::]", "gns3.lan")]
    [InlineData("0:0:0:0:0:0:0:0", "gns3.lan")]
    [InlineData("", "gns3.lan")]
    [InlineData(null, "gns3.lan")]
    [InlineData("127.0.0.1", "gns3.lan")]
    [InlineData("localhost", "gns3.lan")]
    [InlineData("[::1]", "gns3.lan")]
    [InlineData("172.17.0.2", "gns3.lan")]
    [InlineData("10.0.0.9", "10.0.0.9")]
    [InlineData("console.lan", "console.lan")]
    public void A_console_of_the_servers_own_compute_is_on_the_servers_host(string? said, string expected)
        => Assert.Equal(expected, Resolve("local", said, Compute("local", "172.17.0.2"))!.Host);

    [Theory]
    [InlineData("0.0.0.0", "10.0.0.7", "10.0.0.7")]
    [InlineData("10.0.0.7", "10.0.0.7", "10.0.0.7")]
    [InlineData("[fd00::7]", "fd00::7", "fd00::7")]
    [InlineData("::", "0.0.0.0", "gns3.lan")]
    [InlineData("127.0.0.1", "127.0.0.1", "gns3.lan")]
    public void A_console_of_another_compute_is_on_that_compute(string said, string compute, string expected)
        => Assert.Equal(expected, Resolve("vm", said, Compute("vm", compute))!.Host);

    [Fact]
    public void A_wildcard_of_an_unknown_compute_is_on_the_servers_host()
        => Assert.Equal(new Gns3ConsoleEndpoint("telnet", "gns3.lan", 5000), Resolve("vm", "0.0.0.0", null));

    [Theory]
    [InlineData(null, "telnet")]
    [InlineData(0, "telnet")]
    [InlineData(65536, "telnet")]
    [InlineData(5000, "none")]
    [InlineData(5000, null)]
    public void A_node_without_port_or_type_has_no_console(int? port, string? type)
        => Assert.Null(Gns3Console.Resolve(Node("local", "0.0.0.0") with { Console = port, ConsoleType = type }, new Uri("http://gns3.lan:3080"), null));

    private static Gns3ConsoleEndpoint? Resolve(string computeId, string? said, Gns3Compute? compute)
        => Gns3Console.Resolve(Node(computeId, said), new Uri("http://gns3.lan:3080"), compute);

    private static Gns3Node Node(string computeId, string? consoleHost)
        => new() { NodeId = Guid.Empty, Name = "PC1", ComputeId = computeId, Console = 5000, ConsoleType = "telnet", ConsoleHost = consoleHost };

    private static Gns3Compute Compute(string id, string host) => new() { ComputeId = id, Host = host };
}
