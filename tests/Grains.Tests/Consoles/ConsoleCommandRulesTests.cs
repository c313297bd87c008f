using Nms.Consoles;

namespace Nms.Grains.Tests.Consoles;

public sealed class ConsoleCommandRulesTests
{
    private static readonly PermittedCommand[] s_added =
    [
        new() { Dialect = "vpcs", Pattern = "ip *" },
        new() { Dialect = "linux", Pattern = "cat /var/log/*", Permission = "console.read" },
        new() { Dialect = "ios", Pattern = "show * | include *", Permission = "console.read" },
    ];

    [Theory]
    [InlineData("vpcs", "show ip")]
    [InlineData("vpcs", "  ping   10.0.0.1 ")]
    [InlineData("ios", "show running-config")]
    [InlineData("ios", "show ip route 10.0.0.0")]
    [InlineData("ios", "show running-config | include hostname")]
    [InlineData("eos", "traceroute 10.0.0.1")]
    [InlineData("linux", "ip addr show dev eth0")]
    [InlineData("linux", "cat /var/log/syslog")]
    [InlineData("junos", "show route | no-more")]
    [InlineData("routeros", "/ip address print detail without-paging")]
    public void What_changes_nothing_may_be_typed(string dialect, string command) => Assert.True(IsPermitted(dialect, command, mayWrite: false));

    [Theory]
    [InlineData("vpcs", "ip 10.0.0.9/24")]
    [InlineData("vpcs", "save")]
    [InlineData("vpcs", "showing")]
    [InlineData("ios", "configure terminal")]
    [InlineData("ios", "reload")]
    [InlineData("ios", "show running-config | redirect flash:x")]
    [InlineData("linux", "ip addr add 10.0.0.9/24 dev eth0")]
    [InlineData("linux", "ping -c 1 10.0.0.1; reboot")]
    [InlineData("linux", "ping -c 1 $(reboot)")]
    [InlineData("linux", "cat /var/log/x > /etc/passwd")]
    [InlineData("linux", "cat /var/log/x`reboot`")]
    [InlineData("routeros", "/ip address remove print")]
    [InlineData("routeros", "/system reset-configuration")]
    public void What_may_change_something_may_not(string dialect, string command) => Assert.False(IsPermitted(dialect, command, mayWrite: false));

    [Fact]
    public void Who_may_write_types_what_the_settings_permit_and_no_more()
    {
        Assert.True(IsPermitted("vpcs", "ip 10.0.0.9/24", mayWrite: true));
        Assert.False(IsPermitted("ios", "ip 10.0.0.9/24", mayWrite: true));
        Assert.False(IsPermitted("vpcs", "save", mayWrite: true));
    }

    [Fact]
    public void Settings_that_cannot_be_are_told_each()
    {
        var options = new ConsoleOptions();
        options.Commands.Add(new PermittedCommand { Dialect = "comware", Pattern = "display\n*", Permission = "node.start" });

        var result = new ConsoleOptionsValidator().Validate(null, options);

        Assert.Equal(
            ["Nms:Consoles:Commands:0:Dialect", "Nms:Consoles:Commands:0:Pattern", "Nms:Consoles:Commands:0:Permission"],
            result.Failures!.Select(failure => failure.Split(' ')[0]));
    }

    private static bool IsPermitted(string dialect, string command, bool mayWrite) =>
        ConsoleCommandRules.IsPermitted(ConsoleDialect.All.Single(one => one.Name == dialect), command, mayWrite, s_added);
}
