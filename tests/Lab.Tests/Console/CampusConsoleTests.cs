using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Lab.Tests.Console;

/// <summary>The consoles of the campus topology: its addresses, routes and links agree with each other.</summary>
public sealed class CampusConsoleTests : IAsyncLifetime
{
    private LabServer _lab = null!;

    public async ValueTask InitializeAsync()
        => _lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData("10.10.0.12", 64)]
    [InlineData("10.20.0.10", 62)]
    [InlineData("10.20.0.20", 62)]
    [InlineData("10.30.0.11", 62)]
    [InlineData("10.30.0.50", 62)]
    [InlineData("10.0.13.2", 254)]
    [InlineData("8.8.8.8", 63)]
    public async Task PC1_reaches_every_network_of_the_campus(string target, int timeToLive)
    {
        using var console = await ConsoleReader.ConnectAsync(Port("PC1"), "\rPC1> ");
        await ReadyAsync("R1", "R1>");
        await ReadyAsync("R2", "R2>");
        await ReadyAsync("BR1", "BR1>");
        await ReadyAsync("SRV1", "login:");
        await ReadyAsync("IOT1", "/ # ");
        await ReadyAsync("WEB1", "/ # ");
        await ReadyAsync("PC2", "\rPC2> ");
        await ReadyAsync("PC4", "\rPC4> ");

        Assert.Contains($"84 bytes from {target} icmp_seq=1 ttl={timeToLive} ", await console.AskAsync($"ping {target} -c 1", "\rPC1> "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_router_answers_abbreviated_commands_and_pages_long_output()
    {
        using var console = await ReadyAsync("R1", "R1>");

        Assert.Equal("en\r\nR1#", await console.AskAsync("en", "R1#"));
        Assert.Contains("FastEthernet1/0            10.10.0.1       YES manual up                    up", await console.AskAsync("sh ip int br", "R1#"), StringComparison.Ordinal);
        await console.AskAsync("show running-config", " --More-- ");
        await console.TypeAsync("q");
        await console.UntilAsync("R1#");
        await console.AskAsync("terminal length 0", "R1#");
        var configuration = await console.AskAsync("show running-config", "end\r\n\r\nR1#");
        Assert.DoesNotContain("--More--", configuration, StringComparison.Ordinal);
        Assert.Contains("ip address 192.168.122.2 255.255.255.0", configuration, StringComparison.Ordinal);
        Assert.Contains("R2               Fas 1/1", await console.AskAsync("show cdp neighbors", "R1#"), StringComparison.Ordinal);
        Assert.EndsWith("    ^\r\n% Invalid input detected at '^' marker.\r\n\r\nR1#", await console.AskAsync("show nonsense", "\r\nR1#"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_router_lists_what_it_leased()
    {
        await ReadyAsync("PC3", "\rPC3> ");
        using var console = await ReadyAsync("R1", "R1>");
        var answer = "";

        await Eventually.IsTrueAsync(
            async () => (answer = await console.AskAsync("show ip dhcp binding", "\r\nR1>")).Contains("10.10.0.100 ", StringComparison.Ordinal), () => answer, TestContext.Current.CancellationToken);

        Assert.Matches(@"10\.10\.0\.100 +0100\.5079\.66[0-9a-f]{2}\.[0-9a-f]{2} +\w{3} \d\d \d{4} \d\d:\d\d [AP]M +Automatic", answer);
    }

    [Fact]
    public async Task What_is_configured_at_a_router_takes_effect()
    {
        using var console = await ReadyAsync("R2", "R2>");
        await console.AskAsync("enable", "R2#");
        await console.AskAsync("configure terminal", "R2(config)#");
        await console.AskAsync("interface FastEthernet0/1", "R2(config-if)#");
        await console.AskAsync("shutdown", "R2(config-if)#");
        await console.AskAsync("exit", "R2(config)#");
        await console.AskAsync("hostname EDGE", "EDGE(config)#");
        await console.AskAsync("end", "EDGE#");

        Assert.Contains("FastEthernet0/1            10.20.0.1       YES manual administratively down down", await console.AskAsync("show ip interface brief", "EDGE#"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_virtual_machine_asks_for_a_login()
    {
        using var console = await ReadyAsync("SRV1", "SRV1 login: ");
        await console.AskAsync("root", "Password: ");
        var refused = await console.AskAsync("wrong", "login: ");
        await console.AskAsync("gns3", "Password: ");

        var shell = await console.AskAsync("gns3", "$ ");

        Assert.Contains("Login incorrect", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused, StringComparison.Ordinal);
        Assert.EndsWith("gns3@SRV1:~$ ", shell, StringComparison.Ordinal);
        Assert.Contains("inet 10.20.0.20/24 brd 10.20.0.255", await console.AskAsync("ip addr", "gns3@SRV1:~$ "), StringComparison.Ordinal);
        await console.AskAsync("exit", "login: ");
    }

    [Fact]
    public async Task A_container_answers_at_once_as_root()
    {
        using var console = await ReadyAsync("WEB1", "/ # ");

        Assert.Equal("hostname\r\nWEB1\r\n/ # ", await console.AskAsync("hostname", "/ # "));
        Assert.Contains("default via 10.20.0.1 dev eth0\r\n", await console.AskAsync("ip route", "/ # "), StringComparison.Ordinal);
        Assert.Equal("nonsense\r\n/bin/sh: nonsense: not found\r\n/ # ", await console.AskAsync("nonsense", "/ # "));
    }

    [Fact]
    public async Task A_pc_leases_an_address_from_the_router()
    {
        using var console = await ReadyAsync("PC2", "\rPC2> ");
        await ReadyAsync("R1", "R1>");

        Assert.Contains("DORA IP 10.10.0.1", await console.AskAsync("dhcp", "\rPC2> "), StringComparison.Ordinal);
        await console.AskAsync("ip 10.10.0.12/24 10.10.0.1", "\rPC2> ");
    }

    private int Port(string name) => _lab.State.NodeNamed("campus", name).ConsolePort!.Value;

    private Task<ConsoleReader> ReadyAsync(string name, string prompt) => ConsoleReader.ConnectAsync(Port(name), prompt);
}
