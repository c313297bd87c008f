using System.Net;
using System.Net.NetworkInformation;
using Nms.Consoles;

namespace Nms.Protocols.Consoles.Tests.Dialects;

/// <summary>The programs of this machine, against what .NET knows of it.</summary>
public sealed class LinuxCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ip addr show", "ip", "addr", "show")]
    [InlineData("ip addr show", "busybox", "ip", "addr", "show")]
    [InlineData("ifconfig -a", "ifconfig", "-a")]
    [InlineData("ifconfig -a", "busybox", "ifconfig", "-a")]
    public async Task Interfaces_are_read_as_they_are(string command, params string[] program)
    {
        var facts = ConsoleDialect.Linux.Read((command, await Programs.OutputAsync(program, Token)));

        var loopback = Assert.Single(facts.Interfaces, at => at.Name == "lo");
        Assert.Contains(new ConsoleAddress(IPAddress.Loopback, 8), loopback.Addresses);
        Assert.Equal(ConsoleState.Up, loopback.Admin);
        foreach (var known in NetworkInterface.GetAllNetworkInterfaces().Where(known => known.NetworkInterfaceType == NetworkInterfaceType.Ethernet))
        {
            var read = Assert.Single(facts.Interfaces, at => at.Name == known.Name);
            Assert.Equal(known.GetPhysicalAddress(), read.PhysicalAddress);
            var expected = known.GetIPProperties().UnicastAddresses.Where(address => address.Address.GetAddressBytes().Length == 4);
            Assert.All(expected, address => Assert.Contains(new ConsoleAddress(address.Address, address.PrefixLength), read.Addresses));
        }
    }

    [Theory]
    [InlineData("ip route show", "ip", "route", "show")]
    [InlineData("ip route show", "busybox", "ip", "route", "show")]
    [InlineData("route -n", "busybox", "route", "-n")]
    public async Task Routes_are_as_many_as_the_kernel_has(string command, params string[] program)
    {
        var facts = ConsoleDialect.Linux.Read((command, await Programs.OutputAsync(program, Token)));

        var kernel = await File.ReadAllLinesAsync("/proc/net/route", Token);
        Assert.Equal(kernel.Skip(1).Count(line => line.Trim().Length > 0), facts.Routes.Count);
    }

    [Theory]
    [InlineData("ip", "-6", "route", "show")]
    [InlineData("busybox", "ip", "-6", "route", "show")]
    public async Task Routes_of_IPv6_are_those_of_the_kernel(params string[] program)
    {
        var facts = ConsoleDialect.Linux.Read(("ip -6 route show", await Programs.OutputAsync(program, Token)));

        var kernel = (await Programs.Routes6Async(Token)).Select(route => $"{route.Destination} {route.Interface}");
        Assert.Equal(kernel.Order(), facts.Routes.Select(route => $"{route.Destination} {route.Interface}").Order());
    }

    [Fact]
    public async Task Version_and_uptime_are_read()
    {
        var facts = ConsoleDialect.Linux.Read(
            ("cat /etc/os-release", await Programs.OutputAsync(["cat", "/etc/os-release"], Token)),
            ("uname -a", await Programs.OutputAsync(["uname", "-a"], Token)),
            ("cat /proc/uptime", await Programs.OutputAsync(["cat", "/proc/uptime"], Token)));

        Assert.Equal(Dns.GetHostName(), facts.HostName);
        Assert.NotNull(facts.Version);
        Assert.InRange(facts.Uptime!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(Environment.TickCount64 + 60_000));
    }
}
